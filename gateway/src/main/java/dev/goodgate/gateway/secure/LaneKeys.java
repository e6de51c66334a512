package dev.goodgate.gateway.secure;

import dev.goodgate.gateway.tls.Hello;
import dev.goodgate.gateway.tls.engine.Terms;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Shows the plan's certificate to whoever asks for one, and notes that it was asked for. One
 * thread's, where one handshake at a time has its turn: engines do not tell in a way that both
 * kinds share whose question it is.
 */
final class LaneKeys extends X509ExtendedKeyManager {
  private static final String ALIAS = "plan";

  private final Optional<Terms.Identity> identity;
  private @Nullable Hello turn;

  LaneKeys(Optional<Terms.Identity> identity) {
    this.identity = identity;
  }

  /** What is asked from now on is asked in this handshake. */
  void turnTo(Hello hello) {
    turn = hello;
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] kinds, Principal @Nullable [] issuers, SSLEngine engine) {
    if (turn != null) {
      turn.asked(identity.isPresent());
    }
    return identity.isPresent() ? ALIAS : null;
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return identity.map(each -> each.chain().toArray(X509Certificate[]::new)).orElse(null);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return identity.map(Terms.Identity::key).orElse(null);
  }

  @Override
  public String @Nullable [] getClientAliases(String kind, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] kinds, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }

  @Override
  public String @Nullable [] getServerAliases(String kind, Principal @Nullable [] issuers) {
    return null;
  }

  @Override
  public @Nullable String chooseServerAlias(
      String kind, Principal @Nullable [] issuers, Socket socket) {
    return null;
  }
}
