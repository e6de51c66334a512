package dev.goodgate.gateway.listen.http2;

import dev.goodgate.gateway.http2.body.BodySink;
import dev.goodgate.gateway.http2.hpack.FieldEncoder;

/** What a {@link ReplyText} needs of the stream that it goes over. */
interface Sending extends BodySink {
  Desk desk();

  FieldEncoder encoder();

  void head(byte[] coded, int length, boolean endsStream);
}
