package dev.goodgate.doctor.rule.head;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.PROOF;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import java.util.List;
import java.util.Optional;

/** The endpoint sent bytes that HTTP/1.1 does not allow, and the bytes themselves say which. */
final class WrongBytes implements Rule {
  private static final CauseId NOT_HTTP = CauseId.of("response-not-http");
  private static final CauseId FASTCGI = CauseId.of("fastcgi-vs-http");
  private static final CauseId APPLICATION = CauseId.of("upstream-app-error");
  private static final CauseId TLS_PORT = CauseId.of("plaintext-to-tls-port");
  private static final CauseId HTTP2 = CauseId.of("h2-preface-on-h1");
  private static final CauseId HTTP2_RULES = CauseId.of("h2-protocol-error");
  private static final CauseId HTTP2_FIELD = CauseId.of("h2-illegal-header");
  private static final CauseId HTTP1 = CauseId.of("h1-reply-on-h2");
  private static final CauseId STATUS_LINE = CauseId.of("invalid-status-line");
  private static final CauseId FIELD_NAME = CauseId.of("invalid-header-name");
  private static final CauseId FIELD_VALUE = CauseId.of("invalid-header-value");
  private static final CauseId NO_LENGTH = CauseId.of("truncated-no-length");
  private static final CauseId LENGTH = CauseId.of("invalid-content-length");
  private static final CauseId LENGTHS = CauseId.of("conflicting-content-length");
  private static final CauseId BOTH_LENGTHS = CauseId.of("content-length-and-te");
  private static final CauseId CODING = CauseId.of("unknown-transfer-coding");
  private static final CauseId TWO_CODINGS = CauseId.of("duplicate-transfer-encoding");
  private static final CauseId CHUNK = CauseId.of("bad-chunk");
  private static final CauseId TRAILER = CauseId.of("trailer-too-large");
  private static final CauseId EXCESS = CauseId.of("excess-body");
  private static final CauseId BODYLESS = CauseId.of("body-on-bodyless");
  private static final CauseId SWITCHED = CauseId.of("unsolicited-101");
  private static final CauseId WRONGLY_SWITCHED = CauseId.of("upgrade-failed");
  private static final CauseId PLAIN_PORT = CauseId.of("tls-to-plaintext-port");
  private static final CauseId TLS_PROTOCOL = CauseId.of("tls-alpn-mismatch");
  private static final CauseId TLS_VERSION = CauseId.of("tls-version-mismatch");
  private static final CauseId INTERIM = CauseId.of("early-hints-confusion");

  @Override
  public Group group() {
    return Group.BYTES;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (!trouble.by(Actor.CLIENT)
          && trouble.failure().detail() instanceof Detail.Wrong(Defect defect, String sample)) {
        String says =
            "in the answer of "
                + trouble.endpoint()
                + ", "
                + defect.says()
                + (sample.isEmpty() ? "" : " (" + sample + ")");
        cause(defect, trouble)
            .ifPresent(cause -> notes.favour(cause, PROOF, says, trouble.evidence()));
      }
    }
    return notes.findings();
  }

  private static Optional<CauseId> cause(Defect defect, Trouble trouble) {
    return switch (defect) {
      case NOT_HTTP, BAD_RECORD, NO_CGI_FIELD, ROLE_REFUSED -> Optional.of(NOT_HTTP);
      case FASTCGI_RECORD, HTTP_FOR_FASTCGI -> Optional.of(FASTCGI);
      case NO_END_RECORD -> Optional.of(NO_LENGTH);
      case NO_ANSWER -> Optional.of(APPLICATION);
      case TLS_RECORD -> Optional.of(TLS_PORT);
      case HTTP2_FRAME -> Optional.of(isWithinTls(trouble) ? TLS_PROTOCOL : HTTP2);
      case BAD_START_LINE, BAD_VERSION, BAD_STATUS -> Optional.of(STATUS_LINE);
      case BAD_FIELD_NAME -> Optional.of(FIELD_NAME);
      case BAD_FIELD_VALUE, FOLDED_FIELD, BARE_CR, BARE_LF, BAD_CONNECTION_OPTION ->
          Optional.of(FIELD_VALUE);
      case BAD_LENGTH -> Optional.of(LENGTH);
      case LENGTHS_DISAGREE -> Optional.of(LENGTHS);
      case BOTH_LENGTHS -> Optional.of(BOTH_LENGTHS);
      case UNKNOWN_CODING, ENDLESS_CODING, CODING_IN_HTTP10 -> Optional.of(CODING);
      case DUPLICATE_CODING -> Optional.of(TWO_CODINGS);
      case TRAILER_TOO_LARGE -> Optional.of(TRAILER);
      case BAD_CHUNK, BAD_TRAILER -> Optional.of(CHUNK);
      case EXCESS_BODY -> Optional.of(allowsNoBody(trouble) ? BODYLESS : EXCESS);
      case BODY_ON_BODYLESS -> Optional.of(BODYLESS);
      case FRAME_SIZE,
          FRAME_OUT_OF_PLACE,
          FRAME_FLOOD,
          BAD_COMPRESSION,
          BAD_SETTING,
          BAD_WINDOW,
          WINDOW_EXCEEDED,
          UNASKED_PUSH,
          LENGTH_NOT_KEPT ->
          Optional.of(HTTP2_RULES);
      case BAD_PSEUDO_FIELD, CONNECTION_FIELD, FORBIDDEN_FIELD -> Optional.of(HTTP2_FIELD);
      case HTTP1_BYTES -> Optional.of(isWithinTls(trouble) ? TLS_PROTOCOL : HTTP1);
      case UNASKED_SWITCH -> Optional.of(SWITCHED);
      case WRONG_SWITCH -> Optional.of(WRONGLY_SWITCHED);
      case TOO_MANY_INTERIM -> Optional.of(INTERIM);
      case NOT_TLS -> Optional.of(PLAIN_PORT);
      case TLS_VERSION -> Optional.of(TLS_VERSION);
      // Something on the way, or a defect: the bytes do not say.
      case BROKEN_TLS, RENEGOTIATION -> Optional.empty();
      // Only a request, or what is not HTTP at all, can have these.
      case BAD_PREFACE,
          UNTRUSTED_PREFACE,
          BAD_METHOD,
          BAD_METHOD_FOR_GATEWAY,
          BAD_TARGET,
          MISSING_HOST,
          DUPLICATE_HOST,
          BAD_HOST,
          HTTP_WITHOUT_TLS ->
          Optional.empty();
    };
  }

  /** Where the two sides were asked on which version of HTTP they agree. */
  private static boolean isWithinTls(Trouble trouble) {
    return trouble.endpoint().startsWith("https://");
  }

  /** RFC 9112 6.3, the first rule. */
  private static boolean allowsNoBody(Trouble trouble) {
    return trouble.exchange().request().method().equals("HEAD")
        || trouble
            .exchange()
            .reply()
            .filter(reply -> reply.status() == 204 || reply.status() == 304)
            .isPresent();
  }
}
