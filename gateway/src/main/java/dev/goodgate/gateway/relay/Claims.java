package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.http1.Fields;
import dev.goodgate.gateway.http1.Head;
import dev.goodgate.vocabulary.plan.IpNumber;
import dev.goodgate.vocabulary.plan.Trusted;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a gateway in front says of the way a request came to it. What is no address, or not of the
 * syntax of RFC 7239, is left out.
 *
 * <p>How it works: a gateway often tells of the way in one field and passes the other on as its
 * client wrote it. So X-Forwarded-For is believed before Forwarded, and what does not name the same
 * client as it does is left out too.
 */
final class Claims {
  private static final List<byte[]> NAMES =
      Stream.of("x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "x-forwarded-port")
          .map(each -> each.getBytes(StandardCharsets.US_ASCII))
          .toList();
  private static final Pattern AUTHORITY = Pattern.compile("[A-Za-z0-9._~:\\[\\]-]{1,255}");
  private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");
  private static final Pattern PROTO = Pattern.compile("(?i)https?");
  private static final int MOST = 32;

  private final Head head;
  private final Trusted trusted;
  private final List<String> addresses = new ArrayList<>();
  private Optional<String> forwarded = Optional.empty();
  private Optional<String> client = Optional.empty();
  private Optional<String> proto = Optional.empty();
  private Optional<String> host = Optional.empty();

  /** {@code peer} is the gateway in front. */
  Claims(Head head, Trusted trusted, String peer) {
    this.head = head;
    this.trusted = trusted;
    String listed = String.join(",", values("x-forwarded-for"));
    for (String each : listed.split(",", -1)) {
      if (address(each.strip()).isPresent() || each.strip().equals("unknown")) {
        addresses.add(each.strip());
      }
    }
    while (addresses.size() > MOST) {
      addresses.removeFirst(); // those nearest to us are those who can be believed
    }
    List<String> told = addresses.stream().map(each -> address(each).orElse("")).toList();
    List<ForwardedElement> elements =
        ForwardedElement.read(String.join(",", values("forwarded")), MOST);
    List<String> toldElsewhere =
        elements.stream().map(each -> address(each.from()).orElse("")).toList();
    String elsewhere = nearest(toldElsewhere, peer);
    client = Optional.of(told.isEmpty() ? elsewhere : nearest(told, peer));
    if (!elements.isEmpty() && client.get().equals(elsewhere)) {
      forwarded = Optional.of(String.join(", ", values("forwarded")));
      proto = Optional.of(elements.getFirst().proto()).filter(PROTO.asMatchPredicate());
      host = Optional.of(elements.getFirst().host()).filter(AUTHORITY.asMatchPredicate());
    }
    proto =
        one("x-forwarded-proto", PROTO).or(() -> proto).map(each -> each.toLowerCase(Locale.ROOT));
    host = one("x-forwarded-host", AUTHORITY).or(() -> host);
  }

  /** The last one that is not trusted itself; where all are, the first of them. */
  private String nearest(List<String> told, String peer) {
    String last = peer;
    for (int i = told.size() - 1; i >= 0 && isTrusted(last) && !told.get(i).isEmpty(); i--) {
      last = told.get(i);
    }
    return last;
  }

  private boolean isTrusted(String address) {
    return trusted.holds(address.getBytes(StandardCharsets.US_ASCII));
  }

  /** The address alone, where it is one, whatever is written around it. */
  private static Optional<String> address(String written) {
    String bare = written;
    if (bare.startsWith("[")) {
      bare = bare.replaceFirst("^\\[([0-9A-Fa-f:.]+)](:\\d{1,5})?$", "$1");
    } else if (bare.indexOf(':') == bare.lastIndexOf(':')) {
      bare = bare.replaceFirst(":\\d{1,5}$", "");
    }
    byte[] ascii = bare.getBytes(StandardCharsets.UTF_8);
    return IpNumber.read(ascii, 0, ascii.length).map(IpNumber::toString);
  }

  private Optional<String> one(String name, Pattern pattern) {
    List<String> all = values(name);
    return all.size() == 1
        ? Optional.of(all.getFirst()).filter(pattern.asMatchPredicate())
        : Optional.empty();
  }

  private List<String> values(String lowerName) {
    byte[] name = lowerName.getBytes(StandardCharsets.US_ASCII);
    List<String> all = new ArrayList<>();
    Fields fields = head.fields();
    for (int i = 0; i < fields.count(); i++) {
      if (fields.isNamed(i, name)) {
        int from = fields.valueStart(i);
        int length = fields.valueEnd(i) - from;
        all.add(new String(head.bytes(), from, length, StandardCharsets.ISO_8859_1));
      }
    }
    return all;
  }

  /** The client that all of them serve, as far as they can be believed. */
  String client() {
    return client.orElse("");
  }

  /** What stood in X-Forwarded-For. */
  List<String> addresses() {
    return addresses;
  }

  Optional<String> forwarded() {
    return forwarded;
  }

  /** Fields that are told of here, in lower case. */
  static boolean covers(Fields fields, int index) {
    for (byte[] name : NAMES) {
      if (fields.isNamed(index, name)) {
        return true;
      }
    }
    return false;
  }

  /** What the client spoke, {@code http} or {@code https}. */
  Optional<String> proto() {
    return proto;
  }

  /** Whom the client asked. */
  Optional<String> host() {
    return host;
  }

  Optional<String> port() {
    return one("x-forwarded-port", PORT);
  }

  /** Told where it is the only word there is, or agrees with the others. */
  Optional<String> realIp() {
    boolean alone = addresses.isEmpty() && forwarded.isEmpty();
    return values("x-real-ip").stream()
        .findFirst()
        .flatMap(Claims::address)
        .filter(each -> alone || each.equals(client()));
  }
}
