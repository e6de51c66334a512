package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.coding.Coders;
import dev.goodgate.gateway.http1.Fields;
import dev.goodgate.gateway.http1.Head;
import dev.goodgate.vocabulary.plan.Compression;
import dev.goodgate.vocabulary.plan.Compression.Encoding;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which replies of a route are compressed, and for whom. Immutable. */
final class Squeezable {
  private static final byte[] ACCEPT_ENCODING = lower("accept-encoding");
  private static final byte[] CACHE_CONTROL = lower("cache-control");
  private static final byte[] CONTENT_TYPE = lower("content-type");

  /** What is encoded already, a part of something, or vouched for byte by byte, stays as it is. */
  private static final List<byte[]> OBSTACLES =
      List.of(
          lower("content-encoding"),
          lower("content-range"),
          lower("content-md5"),
          lower("content-digest"),
          lower("digest"),
          lower("trailer"));

  private final List<Encoding> encodings;
  private final Set<String> types;
  private final int min;

  Squeezable(Compression compression) {
    encodings = compression.encodings();
    types = new HashSet<>(compression.types());
    min = compression.min();
  }

  /** What the client would have; null for plain bytes. */
  @Nullable Encoding wanted(Head request) {
    String accepted = request.minorVersion() == 0 ? "" : values(request, ACCEPT_ENCODING);
    return accepted.isEmpty() ? null : Coders.chosen(accepted, encodings);
  }

  /** Whether the reply is one that is compressed for clients who want it. */
  boolean fits(Head reply) {
    Fields fields = reply.fields();
    int status = reply.status();
    if (status < 200 || status == 204 || status == 206 || status == 304) {
      return false;
    }
    if (fields.contentLength() >= 0 && fields.contentLength() < min) {
      return false;
    }
    for (byte[] obstacle : OBSTACLES) {
      for (int i = 0; i < fields.count(); i++) {
        if (fields.isNamed(i, obstacle)) {
          return false;
        }
      }
    }
    String type = values(reply, CONTENT_TYPE).split("[;,]", 2)[0].strip();
    return (types.contains(type) || types.contains(type.replaceFirst("/.*", "/*")))
        && !values(reply, CACHE_CONTROL).contains("no-transform");
  }

  /** In lower case; those of several fields as one list. */
  private static String values(Head head, byte[] name) {
    Fields fields = head.fields();
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < fields.count(); i++) {
      if (fields.isNamed(i, name)) {
        int from = fields.valueStart(i);
        all.append(all.isEmpty() ? "" : ",");
        all.append(
            new String(head.bytes(), from, fields.valueEnd(i) - from, StandardCharsets.ISO_8859_1));
      }
    }
    return all.toString().toLowerCase(Locale.ROOT);
  }

  private static byte[] lower(String name) {
    return name.getBytes(StandardCharsets.US_ASCII);
  }
}
