package dev.goodgate.gateway.listen.http2;

import dev.goodgate.gateway.http2.hpack.FieldDecoder;
import dev.goodgate.gateway.http2.hpack.FieldEncoder;
import dev.goodgate.gateway.http2.hpack.FieldList;
import dev.goodgate.gateway.wire.Loop;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.charset.StandardCharsets;

/** Writes down the frames of one reply, through a window that the test opens. */
final class RecordingSending implements Sending {
  private final ReplyText reply;
  private final Desk desk;
  private final FieldEncoder encoder = new FieldEncoder(4_096);
  private final FieldDecoder decoder = new FieldDecoder(4_096);
  private final MemorySegment memory = Arena.ofAuto().allocate(1 << 17);
  final StringBuilder frames = new StringBuilder();
  int window = Integer.MAX_VALUE;
  boolean full;

  /** {@code reply} is the one whose frames they are. */
  RecordingSending(Loop loop, ReplyText reply) {
    this.reply = reply;
    desk = new Desk(loop);
  }

  @Override
  public Desk desk() {
    return desk;
  }

  @Override
  public FieldEncoder encoder() {
    return encoder;
  }

  @Override
  public boolean hasRoom(int bytes) {
    return !full;
  }

  @Override
  public int allowance(int wanted) {
    return Math.min(Math.min(wanted, window), 16_384);
  }

  @Override
  public void head(byte[] coded, int length, boolean endsStream) {
    FieldList fields = new FieldList();
    fields.begin(1 << 20, 1_000);
    if (decoder.decode(coded, 0, length, fields) != FieldDecoder.SOUND) {
      frames.append("broken ");
    }
    frames.append("head");
    for (int i = 0; i < fields.count(); i++) {
      frames.append(' ').append(text(fields, fields.nameStart(i), fields.nameEnd(i)));
      frames.append('=').append(text(fields, fields.nameEnd(i), fields.valueEnd(i)));
    }
    frames.append(endsStream ? " end\n" : "\n");
  }

  private static String text(FieldList fields, int from, int to) {
    return new String(fields.bytes(), from, to - from, StandardCharsets.ISO_8859_1);
  }

  @Override
  public MemorySegment memory() {
    return memory;
  }

  @Override
  public int payloadAt() {
    return 9;
  }

  @Override
  public void data(int length, boolean endsStream) {
    byte[] payload = memory.asSlice(9, length).toArray(ValueLayout.JAVA_BYTE);
    frames.append("data ").append(new String(payload, StandardCharsets.ISO_8859_1));
    frames.append(endsStream ? " end\n" : "\n");
    window -= length;
  }

  @Override
  public void trailer(byte[] lines, int length) {
    reply.trailer(this, lines, length);
  }
}
