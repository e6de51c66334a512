package dev.goodgate.gateway.secure;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.gateway.tls.engine.EngineLibrary;
import dev.goodgate.gateway.tls.engine.Terms;
import dev.goodgate.gateway.trust.Authorities;
import dev.goodgate.gateway.trust.ExactTrust;
import dev.goodgate.gateway.trust.Inspection;
import dev.goodgate.vocabulary.plan.ClientTls;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Upstream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the files that a plan names for TLS with endpoints, and finds all that is wrong with them.
 * Used once.
 */
public final class SecureTermsReader {
  private static final ClientTls USUAL = new ClientTls(null, null, true, "1.2", "1.3", null, null);

  private final Plan plan;
  private final EngineLibrary library;
  private final InstantSource clock;
  private final List<String> complaints = new ArrayList<>();
  private Authorities.@Nullable Reading ofSystem;

  public SecureTermsReader(Plan plan, EngineLibrary library, InstantSource clock) {
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
        String path = "upstreams." + upstream.name() + ".tls";
        ClientTls tls = upstream.tls().orElse(USUAL);
        terms.put(
            upstream.name(), new SecureTerms(library, tls, trust(tls, path), identity(tls, path)));
      }
    }
    return complaints.isEmpty() ? new Reading.Read(terms) : new Reading.Refused(complaints);
  }

  private static boolean isSecure(Endpoint endpoint) {
    return endpoint.protocol() == Endpoint.Protocol.HTTPS;
  }

  private ExactTrust trust(ClientTls tls, String path) {
    if (!tls.verify()) {
      return ExactTrust.blind();
    }
    Authorities.Reading reading =
        tls.ca().map(file -> Authorities.of(Path.of(file))).orElseGet(this::ofSystem);
    return switch (reading) {
      case Authorities.Reading.Read(Authorities authorities) ->
          ExactTrust.by(new Inspection(authorities, clock));
      case Authorities.Reading.Unreadable(String why) -> {
        complain(path + ".ca", tls.ca().orElse("the authorities of this system"), why);
        yield ExactTrust.blind();
      }
    };
  }

  private Authorities.Reading ofSystem() {
    Authorities.Reading reading = ofSystem == null ? Authorities.ofSystem() : ofSystem;
    ofSystem = reading;
    return reading;
  }

  private Optional<Terms.Identity> identity(ClientTls tls, String path) {
    if (tls.certificate().isEmpty() || tls.key().isEmpty()) {
      return Optional.empty();
    }
    Optional<List<X509Certificate>> chain =
        read(path + ".certificate", tls.certificate().get(), Authorities::certificates);
    Optional<PrivateKey> key = read(path + ".key", tls.key().get(), KeyPem::read);
    if (chain.isEmpty() || key.isEmpty()) {
      return Optional.empty();
    }
    if (!KeyPairs.belong(chain.get().getFirst().getPublicKey(), key.get())) {
      complain(path + ".key", tls.key().get(), "it is not the key of the certificate");
    }
    return Optional.of(new Terms.Identity(chain.get(), key.get()));
  }

  private interface PemReading<T> {
    T of(String pem) throws GeneralSecurityException;
  }

  private <T> Optional<T> read(String path, String file, PemReading<T> reading) {
    try {
      return Optional.of(reading.of(Files.readString(Path.of(file), ISO_8859_1)));
    } catch (NoSuchFileException absent) {
      complain(path, file, "there is no such file");
    } catch (IOException unreadable) {
      complain(path, file, "it cannot be read (" + unreadable + ")");
    } catch (GeneralSecurityException broken) {
      complain(path, file, String.valueOf(broken.getMessage()));
    }
    return Optional.empty();
  }

  private void complain(String path, String file, String why) {
    String place = plan.places().of(path).map(each -> each + ": ").orElse("");
    complaints.add(place + "`" + path + "` " + file + ": " + why);
  }
}
