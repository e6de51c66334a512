package dev.goodgate.lab.handshake;

import dev.goodgate.lab.tls.TlsConduct;
import dev.goodgate.lab.tls.TlsConduct.Shows;
import java.util.List;
import java.util.Optional;

/**
 * What a server agrees to in a handshake. Empty lists leave it to the JDK, an empty one of {@code
 * protocols} ignores what the client offers; {@code conduct} is asked for what goes wrong on the
 * way.
 */
record Terms(
    TlsConduct conduct,
    Shows shown,
    Optional<String> version,
    Optional<String> suite,
    List<String> protocols) {
  /** In the order of preference. */
  private static final List<String> PROTOCOLS = List.of("h2", "http/1.1");

  static Terms of(TlsConduct conduct) {
    return new Terms(conduct, Shows.SOUND, Optional.empty(), Optional.empty(), PROTOCOLS);
  }

  Terms show(Shows another) {
    return new Terms(conduct, another, version, suite, protocols);
  }

  Terms version(Optional<String> only) {
    return new Terms(conduct, shown, only, suite, protocols);
  }

  Terms suite(String only) {
    return new Terms(conduct, shown, version, Optional.of(only), protocols);
  }

  Terms speak(String... spoken) {
    return new Terms(conduct, shown, version, suite, List.of(spoken));
  }

  boolean wantsClientCertificate() {
    return conduct instanceof TlsConduct.WantsClientCertificate
        || conduct instanceof TlsConduct.RejectsClientCertificate;
  }
}
