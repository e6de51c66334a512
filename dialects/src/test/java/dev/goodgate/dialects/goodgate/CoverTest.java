package dev.goodgate.dialects.goodgate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.plan.Match;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CoverTest {
  @ParameterizedTest
  @CsvSource({
    ",               , a.b.c,   /x",
    "*.b.c,          , a.b.c,   /x",
    "*.b.c,          , *.a.b.c, ",
    "*.b.c,          , *.b.c,   ",
    "A.b,            , a.B,     ",
    ",            /x/, ,        /x/y",
    ",            /x/, ,        /x/y/",
    ",             /x, ,        /x",
    ",              /, ,        ",
  })
  void holdsWhereTheEarlierTakesAll(String host, String path, String laterHost, String laterPath) {
    assertThat(Cover.isCovered(new Match(laterHost, laterPath), new Match(host, path))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "a.b.c,          , *.b.c,   ",
    "*.b.c,          , b.c,     ",
    "*.b.c,          , xb.c,    ",
    "*.a.b.c,        , *.b.c,   ",
    "a.b,            , ,        ",
    ",            /x/, ,        /x",
    ",            /x/, ,        /xy",
    ",             /x, ,        /x/",
    ",             /x, ,        ",
    "a.b,         /x/, a.c,     /x/y",
    "a.b,         /x/, a.b,     /y",
  })
  void doesNotHoldElsewhere(String host, String path, String laterHost, String laterPath) {
    assertThat(Cover.isCovered(new Match(laterHost, laterPath), new Match(host, path))).isFalse();
  }

  /** Against a model: whoever is covered is taken, for every request of a small world. */
  @Test
  void agreesWithEveryRequestOfASmallWorld() {
    String[] hosts = {null, "a.c", "b.a.c", "*.c", "*.a.c", "c"};
    String[] paths = {null, "/", "/x", "/x/", "/x/y", "/x/y/"};
    List<Match> matches = new ArrayList<>();
    for (String host : hosts) {
      for (String path : paths) {
        matches.add(new Match(host, path));
      }
    }
    for (Match earlier : matches) {
      for (Match later : matches) {
        assertThat(Cover.isCovered(later, earlier))
            .as("%s before %s", earlier, later)
            .isEqualTo(takesAllThat(later, earlier));
      }
    }
  }

  private static boolean takesAllThat(Match later, Match earlier) {
    for (String host : List.of("c", "a.c", "z.c", "b.a.c", "z.a.c", "z.z", "z.b.a.c")) {
      for (String path : List.of("/", "/x", "/x/", "/z", "/x/y", "/x/z", "/x/y/", "/x/y/z")) {
        if (takes(later, host, path) && !takes(earlier, host, path)) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean takes(Match match, String host, String path) {
    boolean hostTaken =
        match
            .host()
            .map(p -> p.startsWith("*.") ? host.endsWith(p.substring(1)) : host.equals(p))
            .orElse(true);
    boolean pathTaken =
        match.path().map(p -> p.endsWith("/") ? path.startsWith(p) : path.equals(p)).orElse(true);
    return hostTaken && pathTaken;
  }
}
