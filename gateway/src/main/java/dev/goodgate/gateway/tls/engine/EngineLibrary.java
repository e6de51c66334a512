package dev.goodgate.gateway.tls.engine;

import io.netty.handler.ssl.OpenSsl;
import io.netty.handler.ssl.SslProvider;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLException;

/** Whose engines are used, the better one first. Its library is loaded when it is asked for. */
public enum EngineLibrary {
  BORINGSSL,
  JDK;

  /** The environment variable that names one. */
  public static final String VARIABLE = "GOODGATE_TLS";

  /** The one that the environment names, else the best there is; empty where it is not there. */
  public static Optional<EngineLibrary> chosen(Map<String, String> environment) {
    String named = environment.getOrDefault(VARIABLE, "");
    return Arrays.stream(values())
        .filter(each -> named.isEmpty() || each.key().equals(named))
        .filter(EngineLibrary::isHere)
        .findFirst();
  }

  /** Those that this machine has. */
  public static List<EngineLibrary> here() {
    return Arrays.stream(values()).filter(EngineLibrary::isHere).toList();
  }

  /** How it is named in the environment. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  private boolean isHere() {
    return switch (this) {
      case BORINGSSL -> OpenSsl.isAvailable();
      case JDK -> true;
    };
  }

  /** For people: what it is, and which version. */
  public String says() {
    return switch (this) {
      case BORINGSSL -> OpenSsl.versionString();
      case JDK -> "Java " + Runtime.version().feature();
    };
  }

  SslProvider provider() {
    return switch (this) {
      case BORINGSSL -> SslProvider.OPENSSL_REFCNT;
      case JDK -> SslProvider.JDK;
    };
  }

  /** Throws where the numbers of a key do not agree, as far as this library looks at them. */
  public void examine(PrivateKey key) throws SSLException {
    switch (this) {
      case BORINGSSL -> NativeKey.examine(key);
      case JDK -> {} // looks at nothing until it signs
    }
  }

  /** Engines that accept; throws where the terms are not of its liking. */
  public AcceptingEngines accepting(Terms.Accepting terms) throws SSLException {
    return new AcceptingEngines(this, terms);
  }

  /** Engines that connect. */
  public ConnectingEngines connecting(Terms.Connecting terms) throws SSLException {
    return new ConnectingEngines(this, terms);
  }
}
