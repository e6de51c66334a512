package dev.goodgate.gateway.secure;

import dev.goodgate.gateway.pem.PemFiles;
import dev.goodgate.gateway.tls.engine.EngineLibrary;
import dev.goodgate.gateway.tls.engine.Terms;
import dev.goodgate.gateway.trust.Authorities;
import dev.goodgate.gateway.trust.ExactTrust;
import dev.goodgate.gateway.trust.Inspection;
import dev.goodgate.vocabulary.plan.ClientTls;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Upstream;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files that a plan names for TLS with endpoints, and finds all that is wrong with them.
 * Used once. Blocks: not for a loop.
 */
public final class SecureTermsReader {
  private final Plan plan;
  private final Supplier<EngineLibrary> library;
  private final InstantSource clock;
  private final List<String> complaints = new ArrayList<>();
  private @Nullable Authorities ofSystem;

  /** {@code library} is asked only where TLS is spoken. */
  public SecureTermsReader(Plan plan, Supplier<EngineLibrary> library, InstantSource clock) {
    this.plan = plan;
    this.library = library;
    this.clock = clock;
  }

  /** How it went. */
  public sealed interface Reading {
    /** Only upstreams that speak TLS have terms. */
    record Read(Map<String, SecureTerms> byUpstream) implements Reading {}

    /** A sentence for each thing that is wrong, with its place in the plan. */
    record Refused(List<String> complaints) implements Reading {}
  }

  public Reading read() {
    Map<String, SecureTerms> terms = new LinkedHashMap<>();
    for (Upstream upstream : plan.upstreams().values()) {
      if (upstream.endpoints().stream().anyMatch(SecureTermsReader::isSecure)) {
        terms.put(upstream.name(), terms(upstream));
      }
    }
    return complaints.isEmpty() ? new Reading.Read(terms) : new Reading.Refused(complaints);
  }

  private static boolean isSecure(Endpoint endpoint) {
    return endpoint.protocol() == Endpoint.Protocol.HTTPS;
  }

  private SecureTerms terms(Upstream upstream) {
    String path = "upstreams." + upstream.name() + ".tls";
    ClientTls tls = upstream.tls().orElse(ClientTls.DEFAULT);
    ExactTrust trust = ExactTrust.blind();
    Optional<Terms.Identity> identity = Optional.empty();
    try {
      if (tls.verify()) {
        trust = ExactTrust.by(new Inspection(authorities(tls), clock));
      }
    } catch (PemFiles.Unusable unusable) {
      complain(path + ".ca", unusable);
    }
    try {
      if (tls.certificate().isPresent() && tls.key().isPresent()) {
        identity =
            Optional.of(PemFiles.identity(tls.certificate().get(), tls.key().get(), library.get()));
      }
    } catch (PemFiles.Unusable unusable) {
      complain(path + ".certificate", unusable);
    }
    return new SecureTerms(library.get(), tls, trust, identity);
  }

  private Authorities authorities(ClientTls tls) throws PemFiles.Unusable {
    if (tls.ca().isPresent()) {
      return new Authorities(PemFiles.certificates(tls.ca().get()));
    }
    Authorities all = ofSystem == null ? new Authorities(SystemAuthorities.read()) : ofSystem;
    ofSystem = all;
    return all;
  }

  private void complain(String path, PemFiles.Unusable unusable) {
    String place = plan.places().of(path).map(each -> each + ": ").orElse("");
    complaints.add(place + "`" + path + "` " + unusable.getMessage());
  }
}
