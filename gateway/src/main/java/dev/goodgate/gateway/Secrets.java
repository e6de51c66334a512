package dev.goodgate.gateway;

import dev.goodgate.gateway.certificate.CertificateWatch;
import dev.goodgate.gateway.secure.SecureTerms;
import dev.goodgate.gateway.secure.SecureTermsReader;
import dev.goodgate.vocabulary.plan.Plan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the files hold that a plan names for TLS: with clients, and with endpoints by upstream. */
record Secrets(CertificateWatch certificates, Map<String, SecureTerms> terms) {
  private static final Duration LOOK_EVERY = Duration.ofSeconds(10);

  /**
   * What clients are offered within TLS, the best first; {@code listen} turns to what is agreed.
   */
  private static final List<String> PROTOCOLS = List.of("h2", "http/1.1");

  /** How reading them went. */
  sealed interface Reading {
    record Read(Secrets secrets) implements Reading {}

    /** A sentence for each thing that is wrong, with its place in the plan. */
    record Refused(List<String> complaints) implements Reading {}
  }

  /** Reads all of them; {@code before} is what they follow, null for the first. */
  static Reading read(Plan plan, @Nullable Secrets before, Gateway.Surroundings surroundings) {
    List<String> complaints = new ArrayList<>();
    Map<String, SecureTerms> terms =
        switch (new SecureTermsReader(plan, surroundings.engines(), surroundings.wallClock())
            .read()) {
          case SecureTermsReader.Reading.Read(var read) -> read;
          case SecureTermsReader.Reading.Refused(var why) -> {
            complaints.addAll(why);
            yield Map.of();
          }
        };
    return switch (certificates(plan, before, surroundings)) {
      case CertificateWatch.Loading.Refused(var why) -> {
        complaints.addAll(why);
        yield new Reading.Refused(complaints);
      }
      case CertificateWatch.Loading.Loaded(var watch) when complaints.isEmpty() ->
          new Reading.Read(new Secrets(watch, terms));
      case CertificateWatch.Loading.Loaded(var watch) -> {
        watch.close();
        yield new Reading.Refused(complaints);
      }
    };
  }

  private static CertificateWatch.Loading certificates(
      Plan plan, @Nullable Secrets before, Gateway.Surroundings surroundings) {
    return CertificateWatch.load(
        plan,
        surroundings.engines(),
        PROTOCOLS,
        before == null ? null : before.certificates(),
        new CertificateWatch.Tools(
            surroundings.wallClock(), surroundings.random(), surroundings.tell(), LOOK_EVERY));
  }
}
