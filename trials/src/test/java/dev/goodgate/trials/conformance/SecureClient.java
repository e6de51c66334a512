package dev.goodgate.trials.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.lab.certificate.Authority;
import dev.goodgate.lab.certificate.Credential;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/**
 * A client by Java's own sockets, who takes sessions up again where it may, and counts the
 * certificates that it was shown: none in a session that was taken up.
 */
final class SecureClient {
  private static final String GET = "GET / HTTP/1.1\r\nHost: lab.test\r\n\r\n";

  private final SSLContext context;
  private final AtomicInteger inspected = new AtomicInteger();

  private SecureClient(X509Certificate authority, Optional<Credential> own)
      throws GeneralSecurityException, IOException {
    KeyStore keys = KeyStore.getInstance("PKCS12");
    keys.load(null, null);
    if (own.isPresent()) {
      X509Certificate[] chain = own.get().chain().toArray(X509Certificate[]::new);
      keys.setKeyEntry("own", own.get().key(), new char[0], chain);
    }
    KeyManagerFactory shown = KeyManagerFactory.getInstance("PKIX");
    shown.init(keys, new char[0]);
    context = SSLContext.getInstance("TLS");
    TrustManager trust = new CountingTrust(authority, inspected);
    context.init(shown.getKeyManagers(), new TrustManager[] {trust}, null);
  }

  /** One who trusts this authority. */
  static SecureClient of(Authority authority) throws Exception {
    return new SecureClient(authority.certificate(), Optional.empty());
  }

  /** One who shows this where asked who it is. */
  static SecureClient showing(Credential own, Authority authority) throws Exception {
    return new SecureClient(authority.certificate(), Optional.of(own));
  }

  /** Connected; the handshake is made with the first bytes. */
  SSLSocket connect(InetSocketAddress to, SSLParameters with) throws IOException {
    SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket();
    socket.connect(to);
    socket.setSoTimeout((int) Wire.PATIENCE.toMillis());
    socket.setSSLParameters(with);
    return socket;
  }

  /** Of a client who asks for a name, in any of these versions, or in any there is. */
  static SSLParameters asking(String name, String... versions) {
    SSLParameters parameters = new SSLParameters();
    parameters.setServerNames(List.of(new SNIHostName(name)));
    parameters.setProtocols(versions.length == 0 ? new String[] {"TLSv1.2", "TLSv1.3"} : versions);
    return parameters;
  }

  /** Asks, and returns the reply of an endpoint that tells the head of what it was asked. */
  static String get(SSLSocket socket) throws IOException {
    socket.getOutputStream().write(GET.getBytes(ISO_8859_1));
    StringBuilder heard = new StringBuilder();
    while (heard.indexOf("traceparent") < 0) {
      byte[] more = new byte[4_096];
      int count = socket.getInputStream().read(more);
      if (count < 0) {
        throw new IOException("ended after " + heard);
      }
      heard.append(new String(more, 0, count, ISO_8859_1));
    }
    return heard.toString();
  }

  static X509Certificate shownTo(SSLSocket socket) throws IOException {
    return (X509Certificate) socket.getSession().getPeerCertificates()[0];
  }

  /** How many certificates it was shown. */
  int inspected() {
    return inspected.get();
  }

  /** Believes what this authority has signed, whatever it is for. */
  private static final class CountingTrust extends X509ExtendedTrustManager {
    private final X509Certificate authority;
    private final AtomicInteger inspected;

    CountingTrust(X509Certificate authority, AtomicInteger inspected) {
      this.authority = authority;
      this.inspected = inspected;
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String algorithm)
        throws CertificateException {
      inspected.incrementAndGet();
      try {
        chain[0].verify(authority.getPublicKey());
      } catch (GeneralSecurityException wrong) {
        throw new CertificateException(wrong);
      }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String algorithm, Socket socket)
        throws CertificateException {
      checkServerTrusted(chain, algorithm);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine)
        throws CertificateException {
      checkServerTrusted(chain, algorithm);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String algorithm)
        throws CertificateException {
      throw new CertificateException("it is a client itself");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String algorithm, Socket socket)
        throws CertificateException {
      checkClientTrusted(chain, algorithm);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine)
        throws CertificateException {
      checkClientTrusted(chain, algorithm);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[] {authority};
    }
  }
}
