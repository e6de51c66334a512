package dev.goodgate.gateway.connect.http2;

import dev.goodgate.gateway.http2.Code;
import dev.goodgate.gateway.http2.Frame;
import dev.goodgate.gateway.http2.FrameReader;
import dev.goodgate.gateway.http2.HeadBlock;
import dev.goodgate.gateway.http2.hpack.FieldDecoder;
import dev.goodgate.gateway.http2.hpack.FieldList;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Failure;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The part of {@link Acts} about heads: HEADERS and CONTINUATION, RFC 9113 6.2, 6.10 and 8. */
final class Heads {
  private static final int MOST_BLOCK = 128 * 1_024;

  /** Of one stream: interim ones may wait with the last. */
  private static final int MOST_HEADS = 100 * 1_024;

  private static final int MAX_TRAILER = 8 * 1_024;

  private final Acts acts;
  private final Http2Connection connection;
  private final Streams streams;
  private final FieldDecoder decoder = new FieldDecoder(Frame.DEFAULT_TABLE);
  private final FieldList fields = new FieldList();
  private final ReplyText reply = new ReplyText(fields);
  private final HeadBlock block = new HeadBlock(MOST_BLOCK);
  private boolean endsAfterHead;

  Heads(Acts acts, Http2Connection connection) {
    this.acts = acts;
    this.connection = connection;
    this.streams = connection.streams();
  }

  /** HEADERS has come. */
  void begin(FrameReader frame, MemorySegment memory) {
    if (streams.isIdle(frame.stream())) {
      acts.breakOff(Code.PROTOCOL_ERROR, Defect.FRAME_OUT_OF_PLACE);
      return;
    }
    endsAfterHead = frame.has(Frame.END_STREAM);
    block.clear();
    fragment(frame, memory);
  }

  /** A part of a head has come: in HEADERS or CONTINUATION. */
  void fragment(FrameReader frame, MemorySegment memory) {
    if (!block.add(memory, frame.start(), frame.end())) {
      acts.breakOff(Code.ENHANCE_YOUR_CALM, Defect.FRAME_FLOOD);
    } else if (frame.has(Frame.END_HEADERS)) {
      head(frame.stream());
    }
  }

  private void head(int number) {
    fields.begin(acts.terms().replyHead(), acts.terms().fields() + 1);
    int result = decoder.decode(block.bytes(), 0, block.length(), fields);
    if (result != FieldDecoder.SOUND) {
      boolean abusive = result == FieldDecoder.ABUSIVE;
      acts.breakOff(
          abusive ? Code.ENHANCE_YOUR_CALM : Code.COMPRESSION_ERROR,
          abusive ? Defect.FRAME_FLOOD : Defect.BAD_COMPRESSION);
      return;
    }
    Http2Stream stream = streams.find(number);
    if (stream == null || stream.hasEnded() || stream.hasFailed()) {
      acts.bear(); // it was given up: the endpoint may not have known
      return;
    }
    Failure wrong = fields.isTooLarge() || fields.isTooMany() ? tooLarge() : take(stream);
    if (wrong != null) {
      acts.reset(stream, Code.PROTOCOL_ERROR, wrong);
      return;
    }
    acts.patience().earn();
    if (endsAfterHead) {
      acts.ended(stream);
    }
    connection.news(stream);
  }

  private Failure tooLarge() {
    return fields.isTooLarge()
        ? Http2Failures.tooLarge("limits.reply-head", acts.terms().replyHead())
        : Http2Failures.tooLarge("limits.fields", acts.terms().fields());
  }

  private @Nullable Failure take(Http2Stream stream) {
    if (stream.progress.isHeadDone()) {
      return takeTrailer(stream);
    }
    if (!reply.write(endsAfterHead, stream.isRequestForHead())) {
      return Http2Failures.malformed(stream, reply.defect(), "");
    }
    Defect wrong = stream.progress.head(reply, stream.isRequestForHead(), endsAfterHead);
    if (wrong != null) {
      return Http2Failures.malformed(stream, wrong, "");
    }
    if (stream.headsLength() + reply.length() > MOST_HEADS) {
      return Http2Failures.malformed(stream, Defect.TOO_MANY_INTERIM, "");
    }
    stream.addHead(reply.text(), reply.length());
    if (endsAfterHead) {
      stream.body().end();
    }
    return null;
  }

  private @Nullable Failure takeTrailer(Http2Stream stream) {
    Defect wrong = stream.progress.trailer(endsAfterHead);
    if (wrong == null && !reply.writeTrailer()) {
      wrong = reply.defect();
    }
    if (wrong == null && reply.length() > MAX_TRAILER) {
      wrong = Defect.TRAILER_TOO_LARGE;
    }
    if (wrong != null) {
      return Http2Failures.malformed(stream, wrong, "");
    }
    stream.body().end(Arrays.copyOf(reply.text(), reply.length()));
    return null;
  }
}
