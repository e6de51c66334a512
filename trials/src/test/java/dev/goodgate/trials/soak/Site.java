package dev.goodgate.trials.soak;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

/** Where the gateway is met, and whom its clients trust. */
record Site(InetSocketAddress plain, InetSocketAddress secure, SSLContext trusting) {
  static final Duration PATIENCE = Duration.ofSeconds(20);

  static SSLContext trusting(X509Certificate authority) {
    try {
      KeyStore trusted = KeyStore.getInstance("PKCS12");
      trusted.load(null, null);
      trusted.setCertificateEntry("authority", authority);
      TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
      trust.init(trusted);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException | IOException lacking) {
      throw new IllegalStateException(lacking);
    }
  }

  /** The certificate that the next client is shown. */
  X509Certificate shown() throws IOException {
    try (Socket socket = new Socket(secure.getAddress(), secure.getPort());
        SSLSocket over =
            (SSLSocket)
                trusting
                    .getSocketFactory()
                    .createSocket(socket, secure.getHostString(), secure.getPort(), true)) {
      over.setSoTimeout((int) PATIENCE.toMillis());
      over.startHandshake();
      return (X509Certificate) over.getSession().getPeerCertificates()[0];
    }
  }
}
