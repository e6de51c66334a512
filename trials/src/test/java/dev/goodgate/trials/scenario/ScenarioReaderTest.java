package dev.goodgate.trials.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawReply.Completion;
import dev.goodgate.lab.fault.Fault;
import dev.goodgate.lab.menu.Menu;
import dev.goodgate.trials.backstage.ScriptedBackstage;
import dev.goodgate.trials.scenario.Scenario.Conduct;
import dev.goodgate.trials.scenario.Scenario.Expected;
import dev.goodgate.trials.scenario.Scenario.Scene;
import dev.goodgate.trials.subject.GoodgateSubject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScenarioReaderTest {
  private static final Lexicon WORDS =
      new Lexicon(
          Set.of("body-stall", "truncated-chunked"),
          Map.of("broken-200", List.of("body-stall", "truncated-chunked")),
          List.of(ScriptedBackstage.onPort()));

  private static final String GOOD =
      """
      # A comment.
      about Something happens.

      origin app
        healthy
        body-reset:sent=1

      plan
        upstreams:
          app: { endpoints: ["{app}"] }

      ask 3 times with 5 bytes
        POST /a?b=c
        X-Note: x
      expect
        status 200
        ends cut, reset
        has X-Origin app
        lacks Proxy-Status
        body hello
        says body-stall, nothing
        truth nothing
        look-alikes broken-200
        attempts 2
      expect of nginx
        status 502

      send 9 bytes every 5ms then reset after 70ms
        GET / HTTP/1.1\\r\\n
        \\r\\n
      expect
        status 400
      expect of nginx
        status 200
      expect
        status 505
      expect of haproxy
        dies of it

      origin app
        conn-refused
      await app
        closed
      """;

  @Test
  void readsAllThatAFileCanSay() {
    Scenario scenario = understood(GOOD);
    assertThat(scenario.about()).isEqualTo("Something happens.");
    assertThat(scenario.origins()).containsOnlyKeys("app");
    assertThat(scenario.origins().get("app").faults())
        .containsExactly("healthy", "body-reset:sent=1");
    assertThat(scenario.plan()).startsWith("upstreams:\n  app: {");
    assertThat(scenario.scenes()).hasSize(4);
    assertThat(scenario.scenes().get(2))
        .isEqualTo(new Scene.Switch("app", List.of("conn-refused")));
    Scene.Send send = (Scene.Send) scenario.scenes().get(1);
    assertThat(send.bytes()).isEqualTo("GET / HTTP/1.1\r\n\r\n");
    assertThat(send.conduct())
        .isEqualTo(new Conduct(9, Duration.ofMillis(5), Conduct.Then.RESET, Duration.ofMillis(70)));
    assertThat(send.expected())
        .extracting(each -> each.statuses("nginx"))
        .containsExactly(Set.of(200), Set.of(505));
    assertThat(send.expected())
        .extracting(each -> each.kills("haproxy"))
        .containsExactly(false, true);
    Scene.Ask ask = (Scene.Ask) scenario.scenes().getFirst();
    assertThat(ask.times()).isEqualTo(3);
    assertThat(ask.request().head("id-1"))
        .isEqualTo(
            "POST /a?b=c HTTP/1.1\r\nHost: shop.test\r\nX-Request-Id: id-1\r\n"
                + "Content-Length: 5\r\nX-Note: x\r\n\r\n");
    Expected expected = ask.expected();
    assertThat(expected.status()).hasValue(200);
    assertThat(expected.ends("goodgate")).isEqualTo(Set.of(Completion.CUT, Completion.RESET));
    assertThat(expected.says()).containsExactlyInAnyOrder("body-stall", "nothing");
    assertThat(expected.lookAlikes()).containsExactly("body-stall", "truncated-chunked");
    assertThat(expected.attempts()).hasValue(2);
    assertThat(expected.statuses("nginx")).containsExactly(502);
    assertThat(expected.ends("nginx")).isEqualTo(expected.ends("goodgate"));
  }

  @Test
  void tellsAllThatIsWrongAtOnceWithLineAndColumn() {
    String bad =
        """
        origin app
          body-stal
        plan
          x
        ask
          GET /
        expect
          status ok
          ends well
          says body-stal
          wants more
        """;
    assertThat(unclear(bad))
        .anySatisfy(each -> assertThat(each).startsWith("x:2:3: ").contains("'body-stall'"))
        .anySatisfy(each -> assertThat(each).startsWith("x:8:10: expected a number"))
        .anySatisfy(each -> assertThat(each).startsWith("x:9:8: expected one of whole, cut"))
        .anySatisfy(each -> assertThat(each).startsWith("x:10:8: the catalogue has no cause"))
        .anySatisfy(each -> assertThat(each).startsWith("x:11:3: expected status, ends"))
        .anySatisfy(each -> assertThat(each).contains("'about' is missing"))
        .hasSize(6);
  }

  @Test
  void refusesWhatIsOutOfPlace() {
    assertThat(unclear("  indented\n")).anyMatch(each -> each.startsWith("x:1:1: indent"));
    assertThat(unclear("about a\n\tb\n")).anyMatch(each -> each.contains("a tab"));
    assertThat(unclear("expect\n  status 1\n")).anyMatch(each -> each.contains("follows"));
    assertThat(unclear(GOOD + "origin other\n  healthy\n"))
        .anyMatch(each -> each.contains("before the plan"));
    assertThat(unclear(GOOD + "ask\n  GET /\nexpect\n  status 404, 502\n"))
        .anyMatch(each -> each.contains("ours has one status"));
    assertThat(unclear(GOOD + "ask often\n  GET /\n")).anyMatch(each -> each.contains("3 times"));
    assertThat(unclear(GOOD + "await nobody\n  closed\n")).hasSize(1);
    assertThat(unclear(GOOD + "speak\n")).anyMatch(each -> each.contains("not 'speak'"));
  }

  @Test
  void everyFaultOfTheLabIsInAScenario() throws IOException {
    Set<String> played = new TreeSet<>();
    for (Path file : ScenarioFiles.all()) {
      Scenario scenario = ScenarioFiles.read(file);
      scenario.origins().values().forEach(part -> played.addAll(part.faults()));
    }
    Set<String> names =
        played.stream().map(each -> each.replaceFirst(":.*", "")).collect(Collectors.toSet());
    assertThat(
            Fault.MENU.entries().stream()
                .map(Menu.Entry::name)
                .filter(name -> !names.contains(name))
                .toList())
        .as("play it in a scenario, and take it off unplayed.txt")
        .containsExactlyInAnyOrderElementsOf(unplayed());
  }

  /** Whole, cut or reset is what any gateway does. What ours cannot play yet waits. */
  @Test
  void everyReplyThatIsReadIsHeldToAStatusOrACause() throws IOException {
    for (Path file : ScenarioFiles.all()) {
      Scenario scenario = ScenarioFiles.read(file);
      if (ScenarioRun.lacksWordsFor(scenario, new GoodgateSubject.Kind()).isEmpty()) {
        assertThat(scenario.scenes().stream().flatMap(ScenarioReaderTest::read))
            .as(scenario.name())
            .allMatch(each -> each.status().isPresent() || !each.says().isEmpty());
      }
    }
  }

  private static Stream<Expected> read(Scene scene) {
    return switch (scene) {
      case Scene.Ask ask -> Stream.of(ask.expected());
      case Scene.Send send when send.conduct().reads() -> send.expected().stream();
      case Scene.Send _, Scene.Await _, Scene.Switch _ -> Stream.empty();
    };
  }

  private static List<String> unplayed() throws IOException {
    try (Stream<String> lines = Files.lines(Path.of("src/test/resources/scenarios/unplayed.txt"))) {
      return lines.filter(line -> !line.startsWith("#")).toList();
    }
  }

  private static Scenario understood(String text) {
    ScenarioReader.Reading reading = ScenarioReader.read("x", text, WORDS);
    assertThat(reading).isInstanceOf(ScenarioReader.Reading.Understood.class);
    return ((ScenarioReader.Reading.Understood) reading).scenario();
  }

  private static List<String> unclear(String text) {
    ScenarioReader.Reading reading = ScenarioReader.read("x", text, WORDS);
    assertThat(reading).isInstanceOf(ScenarioReader.Reading.Unclear.class);
    return ((ScenarioReader.Reading.Unclear) reading).complaints();
  }
}
