package dev.goodgate.lab.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.goodgate.lab.certificate.Credential;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** The JDK's own TLS client, as strict as it is, with what a test wants changed. */
final class SecureClient {
  private static final char[] PASSWORD = "lab".toCharArray();

  private final KeyStore trusted = store();
  private final SSLParameters parameters = new SSLParameters();
  private final KeyStore own = store();
  private String revocations = "";
  private Duration patience = Duration.ofSeconds(10);

  SecureClient() {
    parameters.setEndpointIdentificationAlgorithm("HTTPS");
    parameters.setServerNames(List.of(new SNIHostName("localhost")));
  }

  SecureClient trusts(String pem) throws GeneralSecurityException {
    trusted.setCertificateEntry("authority", certificate(pem));
    return this;
  }

  SecureClient checks(String lists) {
    revocations = lists;
    return this;
  }

  SecureClient shows(Credential credential) throws GeneralSecurityException {
    X509Certificate[] chain = credential.chain().toArray(X509Certificate[]::new);
    own.setKeyEntry("own", credential.key(), PASSWORD, chain);
    return this;
  }

  SecureClient names(String... sni) {
    parameters.setServerNames(Arrays.stream(sni).<SNIServerName>map(SNIHostName::new).toList());
    return this;
  }

  SecureClient speaks(String... versions) {
    parameters.setProtocols(versions);
    return this;
  }

  SecureClient offers(String... protocols) {
    parameters.setApplicationProtocols(protocols);
    return this;
  }

  SecureClient waits(Duration span) {
    patience = span;
    return this;
  }

  /** Shaken hands with, or not: throws what the JDK throws. */
  SSLSocket connect(InetSocketAddress to) throws IOException, GeneralSecurityException {
    return connect(to, context());
  }

  SSLSocket connect(InetSocketAddress to, SSLContext context) throws IOException {
    return over(new Socket(to.getAddress(), to.getPort()), context);
  }

  SSLSocket over(Socket raw) throws IOException, GeneralSecurityException {
    return over(raw, context());
  }

  /** What is shown, whatever it is worth. */
  List<X509Certificate> shown(InetSocketAddress from) throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new Gullible()}, null);
    try (SSLSocket socket = connect(from, context)) {
      return Arrays.stream(socket.getSession().getPeerCertificates())
          .map(X509Certificate.class::cast)
          .toList();
    }
  }

  private SSLSocket over(Socket raw, SSLContext context) throws IOException {
    raw.setSoTimeout(Math.toIntExact(patience.toMillis()));
    SSLSocket socket =
        (SSLSocket) context.getSocketFactory().createSocket(raw, "localhost", 0, true);
    try {
      SSLParameters all = socket.getSSLParameters();
      all.setEndpointIdentificationAlgorithm(parameters.getEndpointIdentificationAlgorithm());
      all.setServerNames(parameters.getServerNames());
      all.setApplicationProtocols(parameters.getApplicationProtocols());
      if (parameters.getProtocols() != null) {
        all.setProtocols(parameters.getProtocols());
      }
      socket.setSSLParameters(all);
      socket.startHandshake();
      return socket;
    } catch (IOException failed) {
      socket.close();
      throw failed;
    }
  }

  /** All that is answered to one request, to the end of the connection. */
  String get(InetSocketAddress from, String path) throws IOException, GeneralSecurityException {
    try (SSLSocket socket = connect(from)) {
      return get(socket, path);
    }
  }

  static String get(SSLSocket socket, String path) throws IOException {
    String request = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(ISO_8859_1));
    return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
  }

  SSLContext context() throws GeneralSecurityException, IOException {
    PKIXBuilderParameters path = new PKIXBuilderParameters(trusted, new X509CertSelector());
    path.setRevocationEnabled(!revocations.isEmpty());
    CertificateFactory factory = CertificateFactory.getInstance("X.509");
    path.addCertStore(
        CertStore.getInstance(
            "Collection",
            new CollectionCertStoreParameters(
                factory.generateCRLs(new ByteArrayInputStream(revocations.getBytes(US_ASCII))))));
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(new CertPathTrustManagerParameters(path));
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(own, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  /** Believes everything. */
  private static final class Gullible extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }

  private static X509Certificate certificate(String pem) throws GeneralSecurityException {
    return (X509Certificate)
        CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(pem.getBytes(US_ASCII)));
  }

  private static KeyStore store() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, PASSWORD);
      return store;
    } catch (GeneralSecurityException | IOException lacking) {
      throw new IllegalStateException(lacking);
    }
  }
}
