package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.http1.Field;
import dev.goodgate.gateway.http1.Fields;
import dev.goodgate.gateway.http1.Head;
import dev.goodgate.gateway.report.Slip;
import dev.goodgate.vocabulary.plan.Trusted;
import java.nio.charset.StandardCharsets;

/** Tells the endpoint which way a request has come: Forwarded (RFC 7239), and what came before. */
final class Forwarding {
  private static final byte[] FORWARDED_FOR = ascii("X-Forwarded-For: ");
  private static final byte[] FORWARDED_PROTO = ascii("\r\nX-Forwarded-Proto: http");
  private static final byte[] FORWARDED_HOST = ascii("\r\nX-Forwarded-Host: ");
  private static final byte[] FORWARDED = ascii("\r\nForwarded: for=\"");
  private static final byte[] FORWARDED_TAIL = ascii("\";host=\"");
  private static final byte[] FORWARDED_END = ascii("\";proto=http");
  private static final byte[] LINE_END = ascii("\r\n");
  private static final byte[] UNKNOWN = ascii("unknown");

  private final HeadWriter writer;
  private final Trusted trusted;

  Forwarding(HeadWriter writer, Trusted trusted) {
    this.writer = writer;
    this.trusted = trusted;
  }

  /** A stranger: whatever it says itself is not told. */
  void seen(byte[] client, Slip slip) {
    byte[] address = client.length == 0 ? UNKNOWN : client;
    boolean bracket = isIpv6(address);
    writer.add(FORWARDED_FOR).add(address).add(FORWARDED_PROTO);
    secure(slip).add(FORWARDED_HOST);
    writer.add(writer.bytes(), slip.host, slip.hostEnd);
    writer.add(FORWARDED);
    if (bracket) {
      writer.add((byte) '[').add(address).add((byte) ']');
    } else {
      writer.add(address);
    }
    writer.add(FORWARDED_TAIL);
    writer.add(writer.bytes(), slip.host, slip.hostEnd).add(FORWARDED_END);
    secure(slip).add(LINE_END);
  }

  private HeadWriter secure(Slip slip) {
    return slip.tls > 0 ? writer.add((byte) 's') : writer;
  }

  /** What a gateway in front tells of the way to it, and the way from it to here. */
  void told(Head head, byte[] peer, Slip slip) {
    String seen = new String(peer.length == 0 ? UNKNOWN : peer, StandardCharsets.US_ASCII);
    String asked =
        new String(
            writer.bytes(), slip.host, slip.hostEnd - slip.host, StandardCharsets.ISO_8859_1);
    Claims claims = new Claims(head, trusted, new String(peer, StandardCharsets.US_ASCII));
    slip.client = ascii(claims.client());
    field(
        "X-Forwarded-For",
        String.join(", ", claims.addresses()) + (claims.addresses().isEmpty() ? "" : ", ") + seen);
    field("X-Forwarded-Proto", claims.proto().orElse(scheme(slip)));
    field("X-Forwarded-Host", claims.host().orElse(asked));
    claims.port().ifPresent(port -> field("X-Forwarded-Port", port));
    claims.realIp().ifPresent(address -> field("X-Real-IP", address));
    String mine =
        "for=\""
            + (isIpv6(peer) ? "[" + seen + "]" : seen)
            + "\";host=\""
            + asked
            + "\";proto="
            + scheme(slip);
    field("Forwarded", claims.forwarded().map(before -> before + ", ").orElse("") + mine);
    others(head);
  }

  /** Fields such as X-Forwarded-Prefix, of which there is nothing to know here. */
  private void others(Head head) {
    Fields fields = head.fields();
    for (int i = 0; i < fields.count(); i++) {
      if (fields.kind(i) == Field.X_FORWARDED
          && !Claims.covers(fields, i)
          && !fields.isNominated(i)) {
        writer.add(head.bytes(), fields.lineStart(i), fields.lineEnd(i));
      }
    }
  }

  private static String scheme(Slip slip) {
    return slip.tls > 0 ? "https" : "http";
  }

  private void field(String name, String value) {
    byte[] line = (name + ": " + value + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
    writer.add(line);
  }

  private static boolean isIpv6(byte[] address) {
    for (byte b : address) {
      if (b == ':') {
        return true;
      }
    }
    return false;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
