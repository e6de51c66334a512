package dev.goodgate.gateway.reply;

import dev.goodgate.vocabulary.diagnosis.CauseId;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the gateway answers for a failure: the status, the error type of RFC 9209 where one fits,
 * and the best cause that it can know at that moment.
 */
public record Answer(int status, @Nullable String proxyError, CauseId cause) {
  public Optional<String> proxyStatusError() {
    return Optional.ofNullable(proxyError);
  }

  /** Whether the client should come back, since the trouble is one of the moment. */
  public boolean invitesRetry() {
    return status == 503;
  }
}
