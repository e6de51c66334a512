package dev.goodgate.gateway.listen.http2;

import dev.goodgate.gateway.http1.Head;
import dev.goodgate.gateway.http2.Code;
import dev.goodgate.gateway.http2.Frame;
import dev.goodgate.gateway.http2.FrameReader;
import dev.goodgate.gateway.http2.HeadBlock;
import dev.goodgate.gateway.http2.flow.Outflow;
import dev.goodgate.gateway.http2.hpack.FieldDecoder;
import dev.goodgate.gateway.relay.Workbench;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The heads that one client sends: puts their fragments together, and makes requests of them, or
 * trailers (RFC 9113 6.2, 6.10, 8.1). Every head is decompressed, even one that leads nowhere, as
 * those after it refer to it.
 */
final class Heads {
  private static final int MAX_TRAILER = 8 * 1_024;

  private final Dialogue dialogue;
  private final Carrier carrier;
  private final Desk desk;
  private final OpenStreams streams;
  private final Outflow output;
  private final FieldDecoder decoder = new FieldDecoder(Frame.DEFAULT_TABLE);
  private final RequestText request;
  private final int maxHead;
  private @Nullable HeadBlock block;
  private boolean endsAfterHead;
  private boolean leaving;

  Heads(Dialogue dialogue, Carrier carrier, Desk desk, OpenStreams streams, Outflow output) {
    this.dialogue = dialogue;
    this.carrier = carrier;
    this.desk = desk;
    this.streams = streams;
    this.output = output;
    this.request = desk.request();
    this.maxHead = carrier.bench().limits().head();
  }

  /** A head begins. */
  Code begin(FrameReader frame, MemorySegment memory) {
    Code wrong = mayHaveHead(frame);
    if (wrong != Code.NO_ERROR) {
      return wrong;
    }
    if (frame.waitsForItself(memory)) {
      return Code.PROTOCOL_ERROR; // RFC 7540 5.3.1: a stream error, but its head is unread
    }
    endsAfterHead = frame.has(Frame.END_STREAM);
    block = desk.takeBlock();
    return fragment(frame, memory);
  }

  private Code mayHaveHead(FrameReader frame) {
    int number = frame.stream();
    ClientStream stream = streams.find(number);
    if (stream != null) {
      return stream.body().hasEnded() ? Code.STREAM_CLOSED : Code.NO_ERROR;
    }
    if ((number & 1) == 0) {
      return Code.PROTOCOL_ERROR;
    }
    return switch (streams.fate(number)) {
      case IDLE, GIVEN_UP -> Code.NO_ERROR;
      case ENDED -> Code.STREAM_CLOSED;
      case SKIPPED -> Code.PROTOCOL_ERROR; // RFC 9113 5.1.1
    };
  }

  /** It goes on. */
  Code goOn(FrameReader frame, MemorySegment memory) {
    Code wrong = dialogue.bears(frame.length() == 0 ? Patience.TAKEN_BACK : Patience.IDLE_FRAME);
    return wrong == Code.NO_ERROR ? fragment(frame, memory) : wrong;
  }

  private Code fragment(FrameReader frame, MemorySegment memory) {
    HeadBlock whole = block;
    if (whole == null || !whole.add(memory, frame.start(), frame.end())) {
      return Code.ENHANCE_YOUR_CALM;
    }
    if (!frame.has(Frame.END_HEADERS)) {
      return Code.NO_ERROR;
    }
    block = null;
    Code code = whole(frame.stream(), whole);
    desk.giveBack(whole);
    return code;
  }

  private Code whole(int number, HeadBlock whole) {
    int maxFields = carrier.bench().limits().fields() + RequestText.PSEUDO_FIELDS;
    desk.fields().begin(maxHead, maxFields);
    int result = decoder.decode(whole.bytes(), 0, whole.length(), desk.fields());
    if (result != FieldDecoder.SOUND) {
      return result == FieldDecoder.ABUSIVE ? Code.ENHANCE_YOUR_CALM : Code.COMPRESSION_ERROR;
    }
    ClientStream stream = streams.find(number);
    if (stream != null) {
      return trailer(stream);
    }
    return streams.fate(number) == OpenStreams.Fate.IDLE ? open(number) : Code.NO_ERROR;
  }

  private Code trailer(ClientStream stream) {
    boolean small = desk.fields().size() <= MAX_TRAILER && !desk.fields().isTooMany();
    byte[] lines = endsAfterHead && small ? request.trailer() : null;
    if (lines == null || !stream.body().counts(0, true)) {
      return dialogue.reset(stream, Code.PROTOCOL_ERROR); // RFC 9113 8.1
    }
    stream.body().end(lines);
    dialogue.turns().news(stream);
    return Code.NO_ERROR;
  }

  private Code open(int number) {
    streams.seen(number);
    if (leaving || streams.isFull()) {
      streams.giveUp(number);
      output.rstStream(number, Code.REFUSED_STREAM);
      return dialogue.bears(Patience.IDLE_FRAME);
    }
    ClientStream stream = desk.takeStream();
    stream.open(dialogue, endsAfterHead);
    stream.sendWindow = dialogue.initialWindow();
    stream.receiveWindow = Bodies.STREAM_WINDOW;
    streams.open(stream, number);
    return request(stream);
  }

  private Code request(ClientStream stream) {
    Workbench bench = carrier.bench();
    Failure tooLarge = tooLarge(bench);
    int length = tooLarge != null ? -1 : request.write(bench.headBytes(), endsAfterHead);
    int read = length < 0 ? 0 : bench.requestHead().readRequest(bench.headBytes(), 0, length);
    if (tooLarge != null) {
      stream.refuse(bench, tooLarge);
    } else if (read == Head.TOO_MANY_FIELDS) {
      stream.refuse(bench, tooMany(bench));
    } else if (length < 0 || read != length) {
      return malformed(stream, length < 0 ? request.defect() : bench.requestHead().defect());
    } else {
      long declared = bench.requestHead().fields().contentLength();
      if (endsAfterHead && declared > 0) {
        return malformed(stream, Defect.LENGTHS_DISAGREE);
      }
      stream.begin(bench, request, declared);
    }
    return Code.NO_ERROR;
  }

  private @Nullable Failure tooLarge(Workbench bench) {
    if (desk.fields().isTooLarge()) {
      return refusal(Symptom.TOO_LARGE, new Detail.Limit("limits.head", maxHead));
    }
    return desk.fields().isTooMany() ? tooMany(bench) : null;
  }

  private static Failure tooMany(Workbench bench) {
    return refusal(Symptom.TOO_LARGE, new Detail.Limit("limits.fields", bench.limits().fields()));
  }

  private Code malformed(ClientStream stream, Defect defect) {
    stream.refuseMute(carrier.bench(), refusal(Symptom.MALFORMED, new Detail.Wrong(defect, "")));
    return dialogue.bears(Patience.TAKEN_BACK);
  }

  private static Failure refusal(Symptom symptom, Detail detail) {
    return new Failure(Phase.SELECT, Actor.CLIENT, symptom, detail);
  }

  /** No new requests from now on. */
  void leave() {
    leaving = true;
  }

  /** Whether a head has begun and is not whole. */
  boolean isUnderWay() {
    return block != null;
  }

  /** What a head may count at the most. */
  int max() {
    return maxHead;
  }

  /** Gives up the head that is under way. */
  void forget() {
    if (block != null) {
      desk.giveBack(block);
      block = null;
    }
  }
}
