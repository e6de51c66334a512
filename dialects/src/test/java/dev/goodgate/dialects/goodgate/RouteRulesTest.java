package dev.goodgate.dialects.goodgate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.plan.Action;
import dev.goodgate.vocabulary.plan.FieldEdits;
import dev.goodgate.vocabulary.plan.Match;
import dev.goodgate.vocabulary.plan.PathEdit;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Route;
import dev.goodgate.vocabulary.plan.Template;
import dev.goodgate.vocabulary.plan.Template.Blank;
import dev.goodgate.vocabulary.plan.Template.Part;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a route can say beyond an upstream. */
class RouteRulesTest {
  private static final String REST =
      """
      listeners: [{ address: "127.0.0.1:0" }]
      upstreams: { web: { endpoints: ["127.0.0.1:3001"] } }
      """;

  private static Plan read(String routes) {
    Reading<Plan> reading = PlanReader.read("plan.yaml", routes + REST);
    assertThat(reading.complaints()).isEmpty();
    return ((Reading.Understood<Plan>) reading).value();
  }

  @Test
  void readsEverythingThatARouteCanSay() {
    Plan plan =
        read(
            """
            routes:
              - match: { host: a.test, method: [GET, HEAD], header: { X-Canary: "*", X-B: "1" } }
                upstream: web
                path: { strip-prefix: /api, add-prefix: /v2 }
                headers:
                  request: { set: { X-From: "{client} at {host}" }, remove: [Cookie] }
                  reply: { add: { Vary: Accept }, set: { X-Frame-Options: DENY } }
              - match: { path: /old/ }
                redirect: { to: "https://{host}{uri}", status: 301 }
              - reply: { status: 410, body: "{gone}" }
            headers: { reply: { remove: [Server] } }
            """);

    Route first = plan.routes().getFirst();
    assertThat(first.match())
        .isEqualTo(
            new Match("a.test", null, List.of("GET", "HEAD"), Map.of("X-Canary", "*", "X-B", "1")));
    assertThat(first.name()).isEqualTo("GET|HEAD:a.test[X-Canary][X-B]");
    assertThat(first.treatment().path()).hasValue(new PathEdit("/api", "/v2"));
    assertThat(first.treatment().headers().request())
        .isEqualTo(
            new FieldEdits(
                Map.of(
                    "X-From",
                    new Template(
                        List.of(
                            new Part.Filled(Blank.CLIENT),
                            new Part.Literal(" at "),
                            new Part.Filled(Blank.HOST)))),
                Map.of(),
                List.of("Cookie")));
    assertThat(first.treatment().headers().reply().add())
        .isEqualTo(Map.of("Vary", Template.of("Accept")));
    assertThat(plan.routes().get(1).action())
        .isEqualTo(
            new Action.Redirect(
                new Template(
                    List.of(
                        new Part.Literal("https://"),
                        new Part.Filled(Blank.HOST),
                        new Part.Filled(Blank.URI))),
                301));
    assertThat(plan.routes().get(2).action())
        .isEqualTo(new Action.Fixed(410, "text/plain; charset=utf-8", "{gone}"));
    assertThat(plan.headers().reply().remove()).containsExactly("Server");
  }

  @Test
  void bracesThatStandForThemselvesAreDoubled() {
    Template template = new Template(List.of(new Part.Literal("{a}"), new Part.Filled(Blank.PATH)));

    assertThat(template.written()).isEqualTo("{{a}}{path}");
    assertThat(Templates.value().read(template.written(), (m, e, n) -> {})).isEqualTo(template);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "upstream: web, redirect: { to: / } | both `upstream` and `redirect`",
        "reply: {}, redirect: { to: / } | both `redirect` and `reply`",
        "name: x | has no `upstream`, nor a `redirect` or `reply`",
        "redirect: {} | has no `to`",
        "redirect: { to: 'javascript:x' } | cannot stand here",
        "redirect: { to: /, status: 304 } | `304` is not known here",
        "redirect: { to: '/{hots}' } | there is no blank `{hots}`",
        "redirect: { to: '/{' } | lone brace",
        "reply: { status: 100 } | out of range",
        "reply: {}, path: { strip-prefix: /a } | `path` is without effect",
        "upstream: web, path: { strip-prefix: /a/ } | not a prefix of a path",
        "upstream: web, path: { add-prefix: /a/../b } | not a prefix of a path",
        "upstream: web, match: { method: [get] } | cannot stand here",
        "upstream: web, headers: { request: { set: { Host: x } } } | `Host` is not changed",
        "upstream: web, headers: { request: { remove: [connection] } } | belongs to one connection",
        "upstream: web, headers: { reply: { set: { Content-Length: '1' } } } | where a message"
            + " ends",
        "upstream: web, headers: { reply: { add: { X-Request-Id: '1' } } } | writes `X-Request-Id`",
        "upstream: web, headers: { request: { set: { Forwarded: a } } } | writes `Forwarded`"
            + " itself",
        "upstream: web, headers: { reply: { set: { X: a }, remove: [x] } } | is in `set` already",
        "upstream: web, headers: { reply: { set: { X: a, x: b } } } | is in `set` already",
        "upstream: web, headers: { reply: { set: { X: \"a\\r\\nB: c\" } } } | cannot stand here",
        "upstream: web, headers: { reply: { set: { X: \"a\\0\" } } } | cannot stand here",
        "upstream: web, headers: { reply: { set: { 'X y': a } } } | cannot be a name"
      })
  void refusesWhatCannotWork(String route, String message) {
    Reading<Plan> reading = PlanReader.read("plan.yaml", "routes: [{ " + route + " }]\n" + REST);

    assertThat(reading).isInstanceOf(Reading.Refused.class);
    assertThat(reading.complaints())
        .anySatisfy(complaint -> {
          assertThat(complaint.message()).contains(message);
          assertThat(complaint.place().line()).isEqualTo(1);
        });
  }

  @Test
  void seesThatMethodsAndFieldsMakeRoutesDifferent() {
    assertThat(
            read("""
            routes:
              - { match: { method: [GET] }, upstream: web }
              - { match: { header: { X-A: "1" } }, upstream: web }
              - { match: { header: { X-A: "*" } }, upstream: web }
              - { upstream: web }
            """)
                .routes())
        .hasSize(4);
    Reading<Plan> hidden =
        PlanReader.read(
            "plan.yaml",
            """
            routes:
              - { match: { header: { X-A: "*" } }, upstream: web }
              - { match: { header: { x-a: "1" }, method: [GET] }, upstream: web }
            """
                + REST);
    assertThat(hidden.complaints())
        .extracting(Complaint::message)
        .containsExactly("no request reaches this route");
  }
}
