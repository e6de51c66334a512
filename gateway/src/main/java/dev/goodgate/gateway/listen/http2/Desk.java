package dev.goodgate.gateway.listen.http2;

import dev.goodgate.gateway.http2.HeadBlock;
import dev.goodgate.gateway.http2.hpack.FieldList;
import dev.goodgate.gateway.wire.Loop;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What the HTTP/2 connections of one loop share: memory for what is being done right now. */
public final class Desk {
  /** A head that stays compressed beyond this is not meant well. */
  static final int MAX_BLOCK = 2 * Loop.SCRATCH;

  /** The name of the one field that a reply has and its text has not; the text stands behind it. */
  static final byte[] STATUS = ":status".getBytes(StandardCharsets.US_ASCII);

  private static final int MAX_SPARE = 1_024;

  private final Loop loop;
  private final FieldList fields = new FieldList();
  private final RequestText request;
  private final ArrayDeque<ClientStream> spare = new ArrayDeque<>();
  private @Nullable HeadBlock block;
  private byte[] text = new byte[4 * 1_024];
  private byte[] coded = new byte[4 * 1_024];

  public Desk(Loop loop) {
    this.loop = loop;
    this.request = new RequestText(fields, new Nonce(loop.now()));
    System.arraycopy(STATUS, 0, text, 0, STATUS.length);
  }

  Loop loop() {
    return loop;
  }

  /** The fields of the head that is being read. */
  FieldList fields() {
    return fields;
  }

  /** Puts these fields into the text of HTTP/1. */
  RequestText request() {
    return request;
  }

  /** For the fragments of a head; whoever has all of them gives it back. */
  HeadBlock takeBlock() {
    HeadBlock taken = block == null ? new HeadBlock(MAX_BLOCK) : block;
    block = null;
    taken.clear();
    return taken;
  }

  void giveBack(HeadBlock emptied) {
    block = emptied;
  }

  /** Room for a text of so many bytes behind {@link #STATUS}. */
  byte[] text(int length) {
    if (text.length < STATUS.length + length) {
      text = new byte[STATUS.length + 2 * length];
      System.arraycopy(STATUS, 0, text, 0, STATUS.length);
    }
    return text;
  }

  /** Room for a compressed head of so many bytes. */
  byte[] coded(int length) {
    if (coded.length < length) {
      coded = new byte[2 * length];
    }
    return coded;
  }

  ClientStream takeStream() {
    ClientStream stream = spare.pollFirst();
    return stream == null ? new ClientStream(loop.blocks()) : stream;
  }

  void giveBack(ClientStream stream) {
    if (spare.size() < MAX_SPARE) {
      spare.addFirst(stream);
    }
  }
}
