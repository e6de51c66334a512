package dev.goodgate.gateway;

import dev.goodgate.gateway.certificate.CertificateWatch;
import dev.goodgate.gateway.secure.SecureTerms;
import dev.goodgate.gateway.secure.SecureTermsReader;
import dev.goodgate.gateway.spool.Spool;
import dev.goodgate.vocabulary.plan.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a plan needs of files to speak TLS: with clients, and with the endpoints of upstreams. It is
 * had only where the plan can use all that it names.
 */
record Secrets(CertificateWatch certificates, Map<String, SecureTerms> upstreams) {
  /** How reading them went. */
  sealed interface Reading {
    record Read(Secrets secrets) implements Reading {}

    /** A sentence for each thing that is wrong, with its place in the plan. */
    record Refused(List<String> complaints) implements Reading {}
  }

  /**
   * Reads all files. {@code protocols} are what clients are offered; {@code before} is the watch
   * that the new one follows, null for the first.
   */
  static Reading read(
      Plan plan,
      List<String> protocols,
      @Nullable CertificateWatch before,
      Gateway.Surroundings surroundings) {
    SecureTermsReader.Reading upstreams =
        new SecureTermsReader(plan, surroundings.engines(), surroundings.wallClock()).read();
    CertificateWatch.Loading listeners =
        CertificateWatch.load(
            plan,
            surroundings.engines(),
            protocols,
            before,
            new CertificateWatch.Tools(
                surroundings.wallClock(),
                surroundings.random(),
                surroundings.tell(),
                surroundings.looks()));
    List<String> complaints = new ArrayList<>();
    Spool.complaint(plan).ifPresent(complaints::add);
    if (listeners instanceof CertificateWatch.Loading.Refused(var wrong)) {
      complaints.addAll(wrong);
    }
    if (upstreams instanceof SecureTermsReader.Reading.Refused(var wrong)) {
      complaints.addAll(wrong);
    }
    if (listeners instanceof CertificateWatch.Loading.Loaded(var watch)) {
      if (upstreams instanceof SecureTermsReader.Reading.Read(var terms) && complaints.isEmpty()) {
        return new Reading.Read(new Secrets(watch, terms));
      }
      watch.close();
    }
    return new Reading.Refused(complaints);
  }
}
