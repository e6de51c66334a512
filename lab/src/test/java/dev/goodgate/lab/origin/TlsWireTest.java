package dev.goodgate.lab.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSession;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What TLS carries, shows and agrees on, seen by the JDK's own client. */
class TlsWireTest {
  private static final Duration SHORT = Duration.ofMillis(200);
  private static final byte ALERT = 21;

  private ScriptedOrigin origin;

  @BeforeEach
  void start() throws IOException {
    origin =
        ScriptedOrigin.start(
            "web-1",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            System::nanoTime,
            sighting -> {});
  }

  @AfterEach
  void stop() {
    origin.close();
  }

  @Test
  void everyFaultOfHttpWorksInsideAsWell() throws Exception {
    assertThat(client().get(origin.address(), "/fault/truncated-chunked:sent=7"))
        .endsWith("\r\n\r\n7\r\n0000000\r\n");
    assertThat(client().get(origin.address(), "/fault/response-not-http")).startsWith("SSH-2.0");
    assertThatExceptionOfType(SocketException.class)
        .isThrownBy(() -> client().get(origin.address(), "/fault/body-reset"))
        .withMessageContaining("reset");
    assertThatExceptionOfType(SocketTimeoutException.class)
        .isThrownBy(() -> client().waits(SHORT).get(origin.address(), "/fault/body-stall"));
  }

  @Test
  void aConnectionIsKeptForTheNextRequest() throws Exception {
    try (SSLSocket socket = client().connect(origin.address())) {
      byte[] two = "GET /1 HTTP/1.1\r\n\r\nGET /2 HTTP/1.1\r\nConnection: close\r\n\r\n".getBytes();
      socket.getOutputStream().write(two);
      assertThat(new String(socket.getInputStream().readAllBytes()))
          .contains("request 1", "request 2");
    }
  }

  @Test
  void plainTextGoesOnBesideIt() throws Exception {
    try (RawClient plain = RawClient.connect(origin.address(), Duration.ofSeconds(10))) {
      assertThat(plain.get("/").status()).isEqualTo(200);
    }
    assertThat(client().get(origin.address(), "/")).startsWith("HTTP/1.1 200");
  }

  @Test
  void aPathCannotAskForAFaultOfTheHandshakeAndIsToldSo() throws Exception {
    assertThat(client().get(origin.address(), "/fault/tls-cert-expired"))
        .startsWith("HTTP/1.1 400")
        .contains("tls-cert-expired begins before a path is known");
  }

  @Test
  void plainTextIsToldThatTheFaultNeedsTls() throws Exception {
    origin.play("tls-cert-expired");
    try (RawClient plain = RawClient.connect(origin.address(), Duration.ofSeconds(10))) {
      RawReply reply = plain.get("/");
      assertThat(reply.status()).isEqualTo(400);
      assertThat(reply.body()).contains("ask by https");
    }
  }

  @Test
  void faultsOfTlsTakeTurnsWithOthers() throws Exception {
    origin.play("tls-self-signed", "tls-healthy", "healthy:status=503", "healthy");
    assertThatExceptionOfType(SSLHandshakeException.class)
        .isThrownBy(() -> client().get(origin.address(), "/"));
    assertThat(client().get(origin.address(), "/")).startsWith("HTTP/1.1 503");
    assertThat(client().get(origin.address(), "/")).startsWith("HTTP/1.1 200");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "healthy | 2 | CN=localhost | SHA256withECDSA",
        "tls-unknown-ca | 2 | CN=localhost | SHA256withECDSA",
        "tls-missing-intermediate | 1 | CN=localhost | SHA256withECDSA",
        "tls-self-signed | 1 | CN=localhost | SHA256withECDSA",
        "tls-chain-too-deep:intermediates=4 | 5 | CN=localhost | SHA256withECDSA",
        "tls-weak-signature | 2 | CN=localhost | SHA1withECDSA",
        "tls-hostname-mismatch:name=shop.test | 2 | CN=shop.test | SHA256withECDSA",
        "tls-sni-wrong:otherwise=default-certificate | 2 | CN=default.test | SHA256withECDSA",
      })
  void showsTheChainOfTheFault(String fault, int length, String subject, String algorithm)
      throws Exception {
    origin.play(fault);
    List<X509Certificate> chain = new SecureClient().shown(origin.address());
    assertThat(chain).hasSize(length);
    assertThat(chain.getFirst().getSubjectX500Principal().getName()).isEqualTo(subject);
    assertThat(chain.getFirst().getSigAlgName()).isEqualTo(algorithm);
  }

  @Test
  void showsAKeyThatIsTooShort() throws Exception {
    origin.play("tls-weak-key");
    X509Certificate leaf = new SecureClient().shown(origin.address()).getFirst();
    assertThat(((RSAPublicKey) leaf.getPublicKey()).getModulus().bitLength()).isEqualTo(1024);
  }

  @Test
  void aRevokedCertificateIsRefusedByThoseWhoHaveTheList() throws Exception {
    String lists = origin.tls().revocations();
    assertThat(client().checks(lists).get(origin.address(), "/")).startsWith("HTTP/1.1 200");
    origin.play("tls-revoked");
    assertThatExceptionOfType(SSLHandshakeException.class)
        .isThrownBy(() -> client().checks(lists).get(origin.address(), "/"))
        .withStackTraceContaining("revoked");
  }

  @Test
  void agreesOnHttp1AndOnNothingWhereItIgnoresTheOffer() throws Exception {
    try (SSLSocket socket = client().offers("http/1.1").connect(origin.address())) {
      assertThat(socket.getApplicationProtocol()).isEqualTo("http/1.1");
    }
    origin.play("tls-alpn-mismatch:does=ignored-h2");
    try (SSLSocket socket = client().offers("http/1.1").connect(origin.address())) {
      assertThat(socket.getApplicationProtocol()).isEmpty();
      assertThat(SecureClient.get(socket, "/")).startsWith("\0\0\0\u0004");
    }
    origin.play("tls-alpn-mismatch:does=claimed-h2");
    try (SSLSocket socket = client().offers("h2", "http/1.1").connect(origin.address())) {
      assertThat(socket.getApplicationProtocol()).isEqualTo("h2");
      socket.getOutputStream().write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes());
      byte[] start = socket.getInputStream().readNBytes(8);
      assertThat(new String(start)).isEqualTo("HTTP/1.1");
    }
  }

  @Test
  void takesUpAnEarlierSessionUnlessItIsToRefuse() throws Exception {
    SSLContext context = client().context();
    long first = created(context);
    assertThat(created(context)).isEqualTo(first);
    origin.play("tls-resumption-refused");
    assertThat(created(context)).isNotEqualTo(first);
  }

  @ParameterizedTest
  @CsvSource({"healthy:framing=close, true", "tls-no-close-notify, false"})
  void saysGoodbyeUnlessTheFaultIsNotTo(String fault, boolean says) throws Exception {
    origin.play(fault);
    ByteArrayOutputStream raw = new ByteArrayOutputStream();
    try (Socket tapped = new TappedSocket(origin.address(), raw);
        SSLSocket socket = client().speaks("TLSv1.2").over(tapped)) {
      assertThat(SecureClient.get(socket, "/")).startsWith("HTTP/1.1 200");
    }
    assertThat(types(raw.toByteArray()).getLast() == ALERT).isEqualTo(says);
  }

  @Test
  void tellsWhatTheHandshakeCameTo() throws Exception {
    assertThat(client().get(origin.address(), "/")).startsWith("HTTP/1.1 200");
    origin.play("tls-alert:number=80");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> client().get(origin.address(), "/"));
    assertThat(origin.journal().all().stream().map(Object::toString).toList())
        .anyMatch(did -> did.contains("TLS: TLSv1.3 TLS_AES"))
        .anyMatch(did -> did.contains("TLS: says alert 80"));
  }

  /** The types of all records, RFC 8446 5.1; in TLS 1.2 they tell an alert from the rest. */
  private static List<Byte> types(byte[] raw) {
    List<Byte> types = new ArrayList<>();
    for (int at = 0; at < raw.length; ) {
      types.add(raw[at]);
      at += 5 + (ByteBuffer.wrap(raw).getShort(at + 3) & 0xffff);
    }
    return types;
  }

  private static final class TappedSocket extends Socket {
    private final ByteArrayOutputStream copy;

    TappedSocket(InetSocketAddress to, ByteArrayOutputStream copy) throws IOException {
      super(to.getAddress(), to.getPort());
      this.copy = copy;
    }

    @Override
    public InputStream getInputStream() throws IOException {
      return new FilterInputStream(super.getInputStream()) {
        @Override
        public int read(byte[] into, int at, int wanted) throws IOException {
          int count = super.read(into, at, wanted);
          copy.write(into, at, Math.max(count, 0));
          return count;
        }
      };
    }
  }

  /** The instant a session began tells whether it is a new one. */
  private long created(SSLContext context) throws IOException, GeneralSecurityException {
    try (SSLSocket socket = client().connect(origin.address(), context)) {
      assertThat(SecureClient.get(socket, "/")).startsWith("HTTP/1.1 200");
      SSLSession session = socket.getSession();
      return session.getCreationTime();
    }
  }

  private SecureClient client() throws GeneralSecurityException {
    return new SecureClient().trusts(origin.tls().authority());
  }
}
