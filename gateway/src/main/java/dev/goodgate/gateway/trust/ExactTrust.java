package dev.goodgate.gateway.trust;

import dev.goodgate.vocabulary.traffic.Detail;
import java.net.Socket;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * Has the servers' certificates of engines inspected: what is wrong comes out as {@link Distrust}.
 * The name that a server is to have is the peer's host of its engine.
 */
public final class ExactTrust extends X509ExtendedTrustManager {
  private final Optional<Inspection> inspection;

  private ExactTrust(Optional<Inspection> inspection) {
    this.inspection = inspection;
  }

  public static ExactTrust by(Inspection inspection) {
    return new ExactTrust(Optional.of(inspection));
  }

  /** Believes everybody: for a plan that says so. */
  public static ExactTrust blind() {
    return new ExactTrust(Optional.empty());
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine)
      throws CertificateException {
    String name = String.valueOf(engine.getPeerHost());
    Optional<Detail.Certificate> flaw = inspection.flatMap(each -> each.flaw(List.of(chain), name));
    if (flaw.isPresent()) {
      throw new Distrust(flaw.get());
    }
  }

  @Override
  public X509Certificate[] getAcceptedIssuers() {
    return new X509Certificate[0];
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String algorithm)
      throws CertificateException {
    throw onlyServersOfEngines();
  }

  @Override
  public void checkServerTrusted(X509Certificate[] chain, String algorithm, Socket socket)
      throws CertificateException {
    throw onlyServersOfEngines();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String algorithm)
      throws CertificateException {
    throw onlyServersOfEngines();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String algorithm, Socket socket)
      throws CertificateException {
    throw onlyServersOfEngines();
  }

  @Override
  public void checkClientTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine)
      throws CertificateException {
    throw onlyServersOfEngines();
  }

  private static CertificateException onlyServersOfEngines() {
    return new CertificateException("servers are judged here, by their engines");
  }
}
