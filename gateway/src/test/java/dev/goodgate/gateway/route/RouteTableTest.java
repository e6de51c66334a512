package dev.goodgate.gateway.route;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.http1.Head;
import dev.goodgate.vocabulary.plan.Match;
import dev.goodgate.vocabulary.plan.Route;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
  private static final RouteTable TABLE =
      new RouteTable(
          List.of(
              route("shop.test", "/api/"),
              route("shop.test", "/api"),
              route("*.shop.test", null),
              route(null, "/exact"),
              route("[::1]", null),
              route("last.test", null)));

  private static Route route(String host, String path) {
    return new Route("r", new Match(host, path), "u");
  }

  static int find(RouteTable table, String authority, String target) {
    String line = target.startsWith("/") ? target : "http://" + authority + target;
    return find(table, "GET " + line + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
  }

  private static int find(RouteTable table, String request) {
    byte[] bytes = request.getBytes(ISO_8859_1);
    Head head = new Head(8);
    assertThat(head.readRequest(bytes, 0, bytes.length)).isEqualTo(bytes.length);
    return table.find(head);
  }

  @ParameterizedTest
  @CsvSource({
    "shop.test, /api/, 0",
    "shop.test, /api/x/y?z, 0",
    "SHOP.Test, /api/x, 0",
    "shop.test:8080, /api/, 0",
    "shop.test., /api/, 0",
    "shop.test.:80, /api/, 0",
    "shop.test:, /api/, 0",
    "shop.test, /api, 1",
    "shop.test, /api?x=/api/, 1",
    "shop.test, /API/, -1",
    "shop.test, /apix, -1",
    "shop.test, /ap, -1",
    "shop.test, /x/api/, -1",
    "shop.test, '', -1",
    "a.shop.test, /, 2",
    "A.B.shop.TEST:1, '', 2",
    ".shop.test, /, -1",
    "ashop.test, /, -1",
    "shop.test.evil, /api/, -1",
    "evil-shop.test, /api/, -1",
    "other, /exact, 3",
    "'', /exact, 3",
    "'', /exact?q, 3",
    "'', /exact/, -1",
    "'', /, -1",
    "[::1], /, 4",
    "[::1]:443, /, 4",
    "[::2]:443, /, -1",
    "., /, -1",
    "last.test, /?a:b]/., 5"
  })
  void findsTheFirstRouteThatFits(String authority, String target, int route) {
    assertThat(find(TABLE, authority, target)).isEqualTo(route);
  }

  @Test
  void findsByMethodAndFields() {
    Match posts = new Match(null, "/x", List.of("POST", "PUT"), Map.of());
    Match canary = new Match(null, null, List.of(), Map.of("X-Canary", "yes", "X-Any", "*"));
    RouteTable table =
        new RouteTable(List.of(new Route("p", posts, "u"), new Route("c", canary, "u")));

    assertThat(find(table, "POST /x HTTP/1.1\r\nHost: a\r\n\r\n")).isZero();
    assertThat(find(table, "PUT /x HTTP/1.1\r\nHost: a\r\n\r\n")).isZero();
    assertThat(find(table, "POS /x HTTP/1.1\r\nHost: a\r\n\r\n")).isEqualTo(RouteTable.NONE);
    assertThat(find(table, "GET /x HTTP/1.1\r\nHost: a\r\n\r\n")).isEqualTo(RouteTable.NONE);
    String get = "GET / HTTP/1.1\r\nHost: a\r\nx-any:\r\nx-canary: ";
    assertThat(find(table, get + "yes\r\n\r\n")).isEqualTo(1);
    assertThat(find(table, get + "no\r\nX-CANARY: yes\r\n\r\n")).isEqualTo(1);
    assertThat(find(table, get + "Yes\r\n\r\n")).isEqualTo(RouteTable.NONE);
    assertThat(find(table, get.replace("x-any", "x-an") + "yes\r\n\r\n"))
        .isEqualTo(RouteTable.NONE);
  }

  @Test
  void aRouteThatSaysNothingTakesEverything() {
    RouteTable table = new RouteTable(List.of(route(null, null)));

    assertThat(find(table, "", "/")).isZero();
    assertThat(find(table, "x", "")).isZero();
    assertThat(find(table, "x:1", "/y?z")).isZero();
    assertThat(find(new RouteTable(List.of()), "x", "/")).isEqualTo(RouteTable.NONE);
  }
}
