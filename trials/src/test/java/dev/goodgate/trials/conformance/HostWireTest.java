package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The Host that an endpoint is shown. */
@Execution(ExecutionMode.CONCURRENT)
class HostWireTest {
  private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
  private static final String POST =
      "POST / HTTP/1.1\r\nHost: lab.test\r\nX-Request-Id: h\r\nContent-Length: 4\r\n\r\nbody";

  private static String shown(String setting) throws Exception {
    try (ActingOrigin origin =
            ActingOrigin.playing(scene -> {
              scene.head();
              scene.wire.send(OK.replace("ok", scene.wire.exactly(4).substring(0, 2)));
            });
        LiveGateway gateway = LiveGateway.with(setting, "", origin);
        RawClient client = gateway.client()) {
      assertThat(client.send(POST).reply().body()).isEqualTo("bo");
      String head = origin.nextHead();
      assertThat(head)
          .contains("X-Forwarded-Host: lab.test\r\n", "host=\"lab.test\"", "X-Request-Id: h\r\n")
          .endsWith("\r\n\r\n");
      assertThat(gateway.line("\"id\":\"h\"")).contains("\"host\":\"lab.test\"");
      return head.substring(head.indexOf("Host: "), head.indexOf("\r\n", head.indexOf("Host: ")))
          .replace(origin.address(), "endpoint");
    }
  }

  @Test
  void isTheOneAskedForUnlessThePlanSaysOtherwise() throws Exception {
    assertThat(shown("")).isEqualTo("Host: lab.test");
    assertThat(shown("host: keep")).isEqualTo("Host: lab.test");
    assertThat(shown("host: endpoint")).isEqualTo("Host: endpoint");
    assertThat(shown("host: \"app.internal:8443\"")).isEqualTo("Host: app.internal:8443");
  }

  @Test
  void isThatOfWhicheverEndpointIsAsked() throws Exception {
    try (ActingOrigin dying = ActingOrigin.playing(ActingOrigin.Scene::head);
        ActingOrigin sound = ActingOrigin.answering(OK);
        LiveGateway gateway = LiveGateway.with("host: endpoint", "", dying, sound)) {
      for (int i = 0; i < 2; i++) {
        try (RawClient client = gateway.client()) {
          assertThat(client.get("/").status()).isEqualTo(200);
          assertThat(sound.nextHead()).contains("Host: " + sound.address() + "\r\n");
        }
      }
      assertThat(dying.nextHead()).contains("Host: " + dying.address() + "\r\n");
    }
  }
}
