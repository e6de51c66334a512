package dev.goodgate.lab.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.fastcgi.CgiRecord;
import dev.goodgate.lab.fastcgi.CgiRecord.Status;
import dev.goodgate.lab.fastcgi.Params;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FastCgiWireTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final int MUCH = 1 << 20;
  private static final int ID = 7;

  private static final String END =
      CgiRecord.of(CgiRecord.STDOUT, ID, "").bytes()
          + CgiRecord.end(ID, Status.REQUEST_COMPLETE, 0).bytes();

  private ScriptedOrigin origin;

  @BeforeEach
  void start() throws IOException {
    origin =
        ScriptedOrigin.start(
            "php-1",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            System::nanoTime,
            sighting -> {});
  }

  @AfterEach
  void stop() {
    origin.close();
  }

  @Test
  void tellsWhoAnsweredAndWhatWasAsked() throws IOException {
    assertThat(answer("/a"))
        .contains("X-Origin: php-1\r\n", "GET /a HTTP/1.0", "SCRIPT_FILENAME: /a.php")
        .contains("request id id-7")
        .doesNotContain("Status:")
        .endsWith(END);
  }

  @Test
  void keepsAConnectionThatIsWanted() throws IOException {
    try (RawClient client = RawClient.connect(origin.address(), LONG)) {
      client.send(request("/1", CgiRecord.KEEP_CONNECTION) + request("/2", 0));
      assertThat(client.bytes(MUCH)).contains("request 1", "GET /1", "request 2", "GET /2");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "healthy:status=404 | Status: 404\r\n",
        "fastcgi-script-unknown | Status: 404 Not Found\r\n",
        "fastcgi-script-unknown | Primary script unknown",
        "fastcgi-vs-http | HTTP/1.1 400",
        "fastcgi-illegal-header | Content-type text/html\r\n",
        "invalid-status-line | Status: 2OO\r\n",
        "interim-replies | FastCGI has nothing like it",
        "h2-goaway | it needs HTTP/2",
        "response-not-http | SSH-2.0-",
      })
  void actsTheFaultThatThePathNames(String fault, String part) throws IOException {
    assertThat(answer("/fault/" + fault)).contains(part);
  }

  @ParameterizedTest
  @CsvSource({
    "fastcgi-end-missing, hello",
    "truncated-chunked, ........",
    "eof-in-headers, Content-Type: text/plain",
    "fastcgi-protocol-error:flaw=short, hello",
  })
  void leavesWithoutEndingTheRequest(String fault, String part) throws IOException {
    assertThat(answer("/fault/" + fault)).contains(part).doesNotContain(END);
  }

  @ParameterizedTest
  @CsvSource({"OVERLOADED,overloaded", "CANT_MPX_CONN,cant-mpx-conn", "UNKNOWN_ROLE,unknown-role"})
  void endsARequestWithItsStatus(Status status, String name) throws IOException {
    assertThat(answer("/fault/fastcgi-end-request:exit=3,status=" + name))
        .isEqualTo(CgiRecord.end(ID, status, 3).bytes());
  }

  @Test
  void writesOddRecords() throws IOException {
    String bytes = answer("/fault/fastcgi-odd-records");
    assertThat(bytes).startsWith(new CgiRecord(1, CgiRecord.STDOUT, ID, "X", 0).bytes());
    assertThat(answer("/fault/fastcgi-odd-records:pieces=full-padding"))
        .contains("hello\n" + "\0".repeat(CgiRecord.MAX_PADDING));
    assertThat(answer("/fault/fastcgi-protocol-error:flaw=wrong-id"))
        .startsWith("\u0001\u0006\0\u0008");
  }

  @Test
  void leavesSilentlyWhenItIsSpokenToInHttp() throws IOException {
    try (RawClient client = RawClient.connect(origin.address(), LONG)) {
      assertThat(client.get("/fault/fastcgi-vs-http").raw()).isEmpty();
    }
  }

  @Test
  void understandsUwsgiAndAnswersInHttp() throws IOException {
    String variables = pair("REQUEST_METHOD", "GET") + pair("REQUEST_URI", "/u");
    try (RawClient client = RawClient.connect(origin.address(), LONG)) {
      client.send("\0" + (char) variables.length() + "\0\0" + variables);
      assertThat(client.reply().body()).contains("GET /u HTTP/1.0");
      assertThat(client.endsNext()).isTrue();
    }
  }

  @Test
  void closesAndResetsOverAUnixSocketAsPhpFpmDoes(@TempDir Path folder) throws IOException {
    SocketAddress socket = UnixDomainSocketAddress.of(folder.resolve("php.sock"));
    try (ScriptedOrigin fpm = ScriptedOrigin.start("fpm", socket, System::nanoTime, _ -> {});
        RawClient closed = RawClient.connect(socket, LONG);
        RawClient reset = RawClient.connect(socket, LONG)) {
      assertThat(closed.send(request("/fault/eof-before-response", 0)).endsNext()).isTrue();
      reset.send(request("/fault/reset-before-response", 0));
      assertThatExceptionOfType(IOException.class)
          .isThrownBy(reset::endsNext)
          .withMessageContaining("reset");
      assertThat(fpm.requests()).hasSize(2);
    }
  }

  private String answer(String target) throws IOException {
    try (RawClient client = RawClient.connect(origin.address(), LONG)) {
      return client.send(request(target, 0)).bytes(MUCH);
    }
  }

  private static String request(String target, int flags) {
    Map<String, String> params = new LinkedHashMap<>();
    params.put("REQUEST_METHOD", "GET");
    params.put("REQUEST_URI", target);
    params.put("SCRIPT_FILENAME", "/a.php");
    params.put("HTTP_X_REQUEST_ID", "id-7");
    return CgiRecord.of(CgiRecord.BEGIN_REQUEST, ID, "\0\u0001" + (char) flags + "\0\0\0\0\0")
            .bytes()
        + CgiRecord.of(CgiRecord.PARAMS, ID, Params.write(params)).bytes()
        + CgiRecord.of(CgiRecord.PARAMS, ID, "").bytes()
        + CgiRecord.of(CgiRecord.STDIN, ID, "").bytes();
  }

  private static String pair(String name, String value) {
    return (char) name.length() + "\0" + name + (char) value.length() + "\0" + value;
  }
}
