package dev.goodgate.lab.origin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply.Completion;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnixPortWireTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(200);

  @TempDir private Path folder;
  private Path path;
  private ScriptedOrigin origin;

  @BeforeEach
  void start() throws IOException {
    path = folder.resolve("app.sock");
    origin =
        ScriptedOrigin.start("app", UnixDomainSocketAddress.of(path), System::nanoTime, _ -> {});
  }

  @AfterEach
  void stop() {
    origin.close();
  }

  @Test
  void answersOnAPathAsOnAPort() throws IOException {
    assertThat(origin.endpoint()).isEqualTo("unix:" + path);
    try (RawClient client = connect(LONG)) {
      assertThat(client.get("/a").body()).contains("Answered by app", "GET /a");
      client.send("POST /b HTTP/1.1\r\nContent-Length: 3\r\n\r\nabcGET /c HTTP/1.1\r\n\r\n");
      assertThat(client.reply().body()).contains("request 2", "POST /b");
      assertThat(client.reply().body()).contains("request 3", "GET /c");
    }
  }

  @Test
  void takesItsPathAwayWhenItCloses() {
    origin.close();
    assertThat(path).doesNotExist();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "unix-socket-missing | No such file or directory",
        "unix-socket-is-file | Connection refused",
        "unix-socket-is-folder | Connection refused",
        "unix-socket-stale | Connection refused",
        "conn-refused | Connection refused",
      })
  void cannotBeConnectedToAndComesBack(String fault, String says) throws IOException {
    try (RawClient before = connect(LONG)) {
      assertThat(before.get("/").status()).isEqualTo(200);
      origin.play(fault);
      assertThat(before.endsNext()).as("open connections are dropped").isTrue();
    }
    assertThatExceptionOfType(SocketException.class)
        .isThrownBy(() -> connect(LONG))
        .withMessageContaining(says);
    origin.play("healthy");
    try (RawClient after = connect(LONG)) {
      assertThat(after.get("/").status()).isEqualTo(200);
    }
  }

  @Test
  void isFullAtOnceAndNotAfterAWhile() throws IOException {
    origin.play("unix-socket-backlog-full");
    assertThatExceptionOfType(SocketException.class)
        .isThrownBy(() -> connect(LONG))
        .withMessageContaining("temporarily unavailable");
    origin.play("healthy");
    try (RawClient after = connect(LONG)) {
      assertThat(after.get("/").status()).isEqualTo(200);
    }
  }

  @Test
  void forbidsTheSocketOrItsFolderAndAllowsItAgain() throws IOException {
    String before = PosixFilePermissions.toString(Files.getPosixFilePermissions(folder));
    origin.play("unix-socket-permission");
    assertThat(Files.getPosixFilePermissions(path)).isEmpty();
    origin.play("unix-folder-permission");
    assertThat(Files.getPosixFilePermissions(folder)).isEmpty();
    origin.play("healthy");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo(before);
    assertThat(Files.getPosixFilePermissions(path)).isNotEmpty();
  }

  @Test
  void neverForbidsAFolderThatOthersUse() throws IOException {
    Files.createFile(folder.resolve("other"));
    assertThatExceptionOfType(java.io.UncheckedIOException.class)
        .isThrownBy(() -> origin.play("unix-folder-permission"));
    assertThat(Files.getPosixFilePermissions(folder)).isNotEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "reset-before-response | RESET | 0",
        "eof-before-response | CUT | 0",
        "body-reset:sent=70 | RESET | 70",
        "truncated-content-length:sent=70 | CUT | 70",
        "body-stall:sent=7 | SILENT | 7",
      })
  void resetsByLeavingAByteUnread(String fault, Completion completion, int body) throws Exception {
    int stalls = 0;
    origin.play(fault);
    for (String request :
        new String[] {
          "GET / HTTP/1.1\r\n\r\n", "POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"
        }) {
      try (RawClient client = connect(completion == Completion.SILENT ? SHORT : LONG)) {
        client.send(request);
        if (completion == Completion.SILENT) {
          stalls++;
          assertThat(isStalled(stalls)).isTrue();
        }
        var reply = client.reply();
        assertThat(reply.completion()).isEqualTo(completion);
        assertThat(reply.body()).hasSize(body);
      }
    }
  }

  @Test
  void acceptsNobodyAndStillConnects() throws IOException {
    origin.play("upstream-fd-exhausted");
    try (RawClient client = connect(SHORT)) {
      assertThat(client.get("/").completion()).isEqualTo(Completion.SILENT);
    }
  }

  @Test
  void aPortHasNoPathThatCouldBeWrong() throws IOException {
    try (ScriptedOrigin tcp =
        ScriptedOrigin.start(
            "tcp",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            System::nanoTime,
            _ -> {})) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> tcp.play("unix-socket-missing"))
          .withMessageContaining("needs a unix-domain socket");
      tcp.play("upstream-fd-exhausted");
      try (RawClient client = RawClient.connect(tcp.address(), SHORT)) {
        assertThat(client.get("/").completion()).isEqualTo(Completion.SILENT);
      }
    }
  }

  /** What comes before a silence is there when this returns, however slow the machine. */
  private boolean isStalled(int times) throws InterruptedException {
    return origin
        .journal()
        .await(
            LONG,
            all ->
                all.stream()
                        .filter(
                            seen -> seen instanceof Sighting.Did did && did.what().equals("stalls"))
                        .count()
                    >= times);
  }

  private RawClient connect(Duration patience) throws IOException {
    return RawClient.connect(UnixDomainSocketAddress.of(path), patience);
  }
}
