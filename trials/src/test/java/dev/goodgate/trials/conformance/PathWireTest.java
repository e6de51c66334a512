package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However a path is written, the route that it means takes it. */
class PathWireTest {
  private ActingOrigin front = answering("front");
  private ActingOrigin admin = answering("admin");
  private LiveGateway gateway;

  PathWireTest() throws IOException {
    gateway = LiveGateway.before(front);
  }

  private static ActingOrigin answering(String body) throws IOException {
    return ActingOrigin.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n" + body);
  }

  @BeforeEach
  void guardsAPrefix() {
    assertThat(
            gateway.turnTo(
                """
                loops: 1
                listeners: [{ address: "127.0.0.1:0" }]
                routes:
                  - { match: { path: /admin/ }, upstream: admin }
                  - { upstream: front }
                upstreams:
                  front: { endpoints: ["%s"] }
                  admin: { endpoints: ["%s"] }
                """
                    .formatted(front.address(), admin.address())))
        .isEmpty();
  }

  @AfterEach
  void closes() throws IOException {
    gateway.close();
    front.close();
    admin.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/admin/x",
        "//admin/x",
        "/./admin/x",
        "/a/../admin/x",
        "/a/%2e%2e/admin/x",
        "/a/.%2E/%61dmin//x",
        "/adm%69n/x?a=/../"
      })
  void leadsToTheRouteThatItMeans(String target) throws Exception {
    try (RawClient client = gateway.client()) {
      assertThat(client.get(target).body()).isEqualTo("admin");
      assertThat(admin.nextHead()).startsWith("GET " + target + " HTTP/1.1\r\n");
      assertThat(front.headsLeft()).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"/admin", "/admin%2Fx", "/admin/../x", "/?/admin/", "/a/%61dmin/"})
  void leadsElsewhereWhereItMeansAnotherPlace(String target) throws Exception {
    try (RawClient client = gateway.client()) {
      assertThat(client.get(target).body()).isEqualTo("front");
      assertThat(front.nextHead()).startsWith("GET " + target + " HTTP/1.1\r\n");
    }
  }

  @Test
  void isRefusedWhereTheEndpointMightUnderstandAnother() throws Exception {
    for (String target : new String[] {"/x/..%2fadmin/", "/..;/admin/", "/x\\..\\admin/", "/../"}) {
      try (RawClient client = gateway.client()) {
        RawReply reply = client.get(target);
        assertThat(reply.status()).isEqualTo(400);
        assertThat(reply.field("Proxy-Status").orElse(""))
            .contains("goodgate-cause=request-denied");
      }
    }
    assertThat(front.connections() + admin.connections()).isZero();
  }
}
