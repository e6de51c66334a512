package dev.goodgate.lab.origin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.Frame.Code;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Http2WireTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofSeconds(1);

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
  void tellsWhoAnsweredAndWhatWasAsked() throws IOException {
    try (Http2Peer peer = peer()) {
      peer.get(1, "/a");
      assertThat(peer.status()).isEqualTo("200");
      assertThat(peer.body(1)).contains("web-1", "GET /a HTTP/2", "host: lab.test").endsWith("$");
      peer.get(3, "/b");
      assertThat(peer.status()).isEqualTo("200");
      assertThat(peer.body(3)).contains("request 2", "GET /b");
    }
    assertThat(origin.requests()).extracting("target").containsExactly("/a", "/b");
  }

  @Test
  void aStreamThatStallsDoesNotStopTheOthers() throws IOException {
    try (Http2Peer peer = peer()) {
      peer.get(1, "/fault/first-byte-timeout");
      peer.get(3, "/");
      assertThat(peer.status()).isEqualTo("200");
      assertThat(peer.body(3)).endsWith("$");
    }
  }

  @Test
  void sendsNoMoreThanTheWindowsAllow() throws IOException {
    try (Http2Peer peer = new Http2Peer(origin.address(), SHORT)) {
      peer.get(1, "/fault/healthy:size=70000");
      assertThat(peer.body(1)).hasSize(65_535);
      peer.send(Frame.windowUpdate(1, 10_000));
      assertThat(peer.body(1)).isEmpty();
      peer.send(Frame.windowUpdate(0, 10_000));
      assertThat(peer.body(1)).hasSize(70_000 - 65_535 + 1).endsWith("$");
    }
  }

  @Test
  void aSmallerWindowInSettingsCountsForStreamsThatAreOpen() throws IOException {
    try (Http2Peer peer = new Http2Peer(origin.address(), SHORT)) {
      peer.send(new Frame(Frame.SETTINGS, 0, 0, Frame.setting(4, 10)));
      peer.get(1, "/fault/healthy:size=100");
      assertThat(peer.body(1)).hasSize(10);
      peer.send(new Frame(Frame.SETTINGS, 0, 0, Frame.setting(4, 30)));
      assertThat(peer.body(1)).hasSize(20);
    }
  }

  @Test
  void givesBackTheWindowOfABodyItReads() throws IOException {
    try (Http2Peer peer = peer()) {
      peer.post(1, "/");
      for (int piece = 0; piece < 8; piece++) {
        peer.send(new Frame(Frame.DATA, 0, 1, "x".repeat(8_000)));
        assertThat(peer.next(frame -> frame.type() == Frame.WINDOW_UPDATE && frame.stream() == 0))
            .hasValueSatisfying(update -> assertThat(update.number(0)).isEqualTo(8_000));
      }
      peer.send(new Frame(Frame.DATA, Frame.END_STREAM, 1, ""));
      assertThat(peer.status()).isEqualTo("200");
    }
  }

  @Test
  void answersPingAndSettings() throws IOException {
    try (Http2Peer peer = peer()) {
      peer.send(new Frame(Frame.PING, 0, 0, "12345678"));
      assertThat(peer.next(Frame.PING)).contains(new Frame(Frame.PING, Frame.ACK, 0, "12345678"));
      assertThat(peer.seen()).contains(new Frame(Frame.SETTINGS, Frame.ACK, 0, ""));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h2-refused-stream | REFUSED_STREAM",
        "h2-http11-required | HTTP_1_1_REQUIRED",
        "h2-rst-stream:moment=in-body | INTERNAL_ERROR",
        "h2-rst-stream:code=cancel | CANCEL",
      })
  void resetsAStreamWithItsCode(String fault, Code code) throws IOException {
    try (Http2Peer peer = peer()) {
      peer.get(1, "/fault/" + fault);
      assertThat(peer.next(Frame.RST_STREAM)).contains(Frame.rstStream(1, code));
      peer.get(3, "/");
      assertThat(peer.status()).as("the connection stays").isEqualTo("200");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "h2-goaway | 3 | NO_ERROR",
        "h2-goaway:last=ours | 5 | NO_ERROR",
        "h2-enhance-your-calm | 5 | ENHANCE_YOUR_CALM",
      })
  void goesAwayNamingAStream(String fault, int last, Code code) throws IOException {
    try (Http2Peer peer = peer()) {
      peer.get(5, "/fault/" + fault);
      assertThat(peer.next(Frame.GOAWAY)).contains(Frame.goAway(last, code));
      assertThat(peer.endsNext()).isTrue();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "eof-before-response | 0",
        "truncated-content-length | 500",
        "truncated-chunked | 500",
        "eof-in-headers | 0",
        "keepalive-race:answered=0 | 0",
      })
  void cutsWithoutEndingTheStream(String fault, int body) throws IOException {
    try (Http2Peer peer = peer()) {
      peer.get(1, "/fault/" + fault);
      assertThat(peer.body(1)).hasSize(body).doesNotEndWith("$");
      assertThat(peer.endsNext()).isTrue();
      assertThat(peer.seen()).noneMatch(frame -> frame.type() == Frame.GOAWAY);
    }
  }

  @Test
  void leavesAnIdleConnectionInOrder() throws IOException {
    try (Http2Peer peer = peer()) {
      peer.get(1, "/fault/closes-idle:idle=20ms");
      assertThat(peer.status()).isEqualTo("200");
      assertThat(peer.next(Frame.GOAWAY)).contains(Frame.goAway(1, Code.NO_ERROR));
      assertThat(peer.endsNext()).isTrue();
    }
  }

  @Test
  void beginsAConnectionWrongly() throws IOException {
    origin.play("h2-inadequate-security", "h1-reply-on-h2", "h2-settings", "healthy");
    try (Http2Peer peer = peer()) {
      assertThat(peer.next(Frame.GOAWAY)).contains(Frame.goAway(0, Code.INADEQUATE_SECURITY));
    }
    try (RawClient client = RawClient.connect(origin.address(), LONG)) {
      assertThat(client.send(Frame.PREFACE).bytes(12)).isEqualTo("HTTP/1.1 400");
    }
    try (Http2Peer peer = peer()) {
      peer.get(1, "/");
      assertThat(peer.status()).isEqualTo("200");
      assertThat(peer.seen())
          .filteredOn(frame -> frame.type() == Frame.SETTINGS)
          .allMatch(frame -> frame.has(Frame.ACK));
    }
    try (Http2Peer peer = peer()) {
      peer.get(1, "/");
      assertThat(peer.status()).isEqualTo("200");
      assertThat(peer.seen().getFirst().payload()).isEqualTo(Frame.setting(3, 100));
    }
  }

  @Test
  void saysSoWhereAFaultMakesNoSense() throws IOException {
    try (Http2Peer peer = peer()) {
      peer.get(1, "/fault/h1-reply-on-h2");
      assertThat(peer.status()).isEqualTo("500");
      assertThat(peer.body(1)).contains("when a connection begins");
    }
    try (RawClient client = RawClient.connect(origin.address(), LONG)) {
      assertThat(client.get("/fault/h2-goaway").body()).contains("needs HTTP/2");
    }
  }

  @Test
  void refusesMoreStreamsThanItAllows() throws IOException {
    try (Http2Peer peer = peer()) {
      for (int count = 0; count < 101; count++) {
        peer.get(2 * count + 1, "/fault/first-byte-timeout");
      }
      assertThat(peer.next(Frame.RST_STREAM)).contains(Frame.rstStream(201, Code.REFUSED_STREAM));
    }
  }

  private Http2Peer peer() throws IOException {
    return new Http2Peer(origin.address(), LONG);
  }
}
