package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.http1.Fields;
import dev.goodgate.gateway.http1.Head;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a request asks of the gateway, beside being passed on. Read from one head after the other.
 */
final class Asked {
  private static final byte[] CONTENT_TYPE = "content-type".getBytes(StandardCharsets.US_ASCII);

  /** How bodies begin to be called that are spoken rather than sent: of gRPC, and of Connect. */
  private static final byte[][] SPOKEN = {
    "application/grpc".getBytes(StandardCharsets.US_ASCII),
    "application/connect+".getBytes(StandardCharsets.US_ASCII)
  };

  private boolean head;
  private boolean keep;
  private boolean idempotent;
  private boolean forGateway;
  private boolean expectsContinue;
  private boolean stream;
  private int minorVersion;
  private int forwards;
  private List<String> protocols = List.of();

  /** A request that could not be read asks for nothing. */
  void forget() {
    head = keep = idempotent = forGateway = expectsContinue = stream = false;
    minorVersion = 1;
    forwards = -1;
    protocols = List.of();
  }

  /** {@code mayUpgrade} tells whether those who answer may switch to another protocol. */
  void read(Head request, boolean mayUpgrade) {
    Fields fields = request.fields();
    minorVersion = request.minorVersion();
    head = request.methodIs("HEAD");
    keep = !fields.saysClose() && (minorVersion == 1 || fields.saysKeepAlive());
    forGateway = request.methodIs("CONNECT") || request.methodIs("TRACE");
    expectsContinue = fields.expectsContinue() && minorVersion == 1; // RFC 9110 10.1.1
    protocols =
        mayUpgrade && minorVersion == 1 && fields.upgrade() >= 0
            ? Protocols.asked(request)
            : List.of();
    boolean options = request.methodIs("OPTIONS");
    forwards = options ? fields.maxForwards() : -1;
    // RFC 9110 9.2.2
    idempotent =
        head
            || request.methodIs("GET")
            || options
            || request.methodIs("PUT")
            || request.methodIs("DELETE");
  }

  /** Reads what kind of a body is to come. */
  void readType(Head request) {
    Fields fields = request.fields();
    for (int i = 0; i < fields.count(); i++) {
      if (fields.isNamed(i, CONTENT_TYPE)) {
        stream = begins(request, i, SPOKEN[0]) || begins(request, i, SPOKEN[1]);
      }
    }
  }

  private static boolean begins(Head request, int field, byte[] lower) {
    int from = request.fields().valueStart(field);
    boolean alike = request.fields().valueEnd(field) - from >= lower.length;
    for (int i = 0; alike && i < lower.length; i++) {
      alike = (request.bytes()[from + i] | 0x20) == lower[i]; // what is no letter is so already
    }
    return alike;
  }

  static Body.Framing framing(Fields fields) {
    if (fields.isChunked()) {
      return Body.Framing.CHUNKED;
    }
    return fields.contentLength() >= 0 ? Body.Framing.LENGTH : Body.Framing.NONE;
  }

  /** Why a request that could be read must not be passed on, or null. */
  @Nullable Failure refusal(
      Workbench bench, RequestFlow request, HeadWriter written, @Nullable LoopRoute route) {
    if (bench.isDraining()) {
      return Failure.of(Phase.SELECT, Actor.GATEWAY, Symptom.DRAINING);
    }
    Defect defect = request.defect();
    if (defect != null) {
      return RequestFlow.malformed(defect);
    }
    if (forGateway) {
      return RequestFlow.malformed(Defect.BAD_METHOD_FOR_GATEWAY);
    }
    if (bench.mark().isIn(bench.requestHead())) {
      return Failure.of(Phase.SELECT, Actor.GATEWAY, Symptom.CAME_ROUND);
    }
    if (written.isOverflowed()) {
      return new Failure(
          Phase.SELECT,
          Actor.CLIENT,
          Symptom.TOO_LARGE,
          new Detail.Limit("limits.head", bench.limits().head()));
    }
    return route == null
        ? Failure.of(Phase.SELECT, Actor.GATEWAY, Symptom.UNAVAILABLE)
        : request.excess();
  }

  /** Whether the reply must have no body. */
  boolean isHead() {
    return head;
  }

  /** Whether the client would use its connection again. */
  boolean keeps() {
    return keep;
  }

  boolean isIdempotent() {
    return idempotent;
  }

  /** Whether the client waits for a word of the endpoint before it sends its body. */
  boolean expectsContinue() {
    return expectsContinue;
  }

  /** Whether client and endpoint speak when they have something to say, both ways perhaps. */
  boolean isStream() {
    return stream;
  }

  /** The protocols that the client would rather go on in; mostly none. */
  List<String> protocols() {
    return protocols;
  }

  /** How many more may pass it on, us included, where that counts (RFC 9110 7.6.2); else -1. */
  int forwards() {
    return forwards;
  }

  int minorVersion() {
    return minorVersion;
  }
}
