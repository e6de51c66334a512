package dev.goodgate.gateway.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.plan.Match;
import dev.goodgate.vocabulary.plan.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The table finds what a plain reading of the routes finds. */
class RouteTableProperty {
  private static final long SEED = 4_711;
  private static final int TABLES = 2_000;
  private static final int REQUESTS = 50;

  @Test
  void findsWhatAPlainReadingFinds() {
    Random random = new Random(SEED);
    int found = 0;
    for (int i = 0; i < TABLES; i++) {
      List<Route> routes = new ArrayList<>();
      for (int j = random.nextInt(6); j >= 0; j--) {
        routes.add(new Route("r", new Match(hostPattern(random), pathPattern(random)), "u"));
      }
      RouteTable table = new RouteTable(routes);
      for (int j = 0; j < REQUESTS; j++) {
        String authority = authority(random);
        String target = target(random);
        int route = RouteTableTest.find(table, authority, target);

        assertThat(route)
            .as("seed %d: %s %s of %s", SEED, authority, target, routes)
            .isEqualTo(plainly(routes, authority, target));
        found += route >= 0 ? 1 : 0;
      }
    }
    assertThat(found).isBetween(TABLES * REQUESTS / 5, TABLES * REQUESTS * 9 / 10);
  }

  private static int plainly(List<Route> routes, String authority, String target) {
    String host =
        authority.toLowerCase(Locale.ROOT).replaceFirst(":[0-9]*$", "").replaceFirst("\\.$", "");
    String path = target.replaceFirst("\\?.*$", "");
    for (int i = 0; i < routes.size(); i++) {
      Match match = routes.get(i).match();
      boolean hostFits = match.host().map(each -> hostFits(each, host)).orElse(true);
      boolean pathFits = match.path().map(each -> pathFits(each, path)).orElse(true);
      if (hostFits && pathFits) {
        return i;
      }
    }
    return RouteTable.NONE;
  }

  private static boolean hostFits(String pattern, String host) {
    return pattern.startsWith("*.")
        ? host.endsWith(pattern.substring(1)) && host.length() > pattern.length() - 1
        : host.equals(pattern);
  }

  private static boolean pathFits(String pattern, String path) {
    return pattern.endsWith("/") ? path.startsWith(pattern) : path.equals(pattern);
  }

  private static @Nullable String hostPattern(Random random) {
    return random.nextInt(3) == 0 ? null : (random.nextInt(3) == 0 ? "*." : "") + name(random);
  }

  private static @Nullable String pathPattern(Random random) {
    return random.nextInt(3) == 0 ? null : path(random);
  }

  private static String authority(Random random) {
    String host = name(random);
    String cased = random.nextBoolean() ? host : host.toUpperCase(Locale.ROOT);
    String dotted = random.nextInt(4) == 0 ? cased + "." : cased;
    return random.nextInt(3) == 0 ? dotted + ":" + random.nextInt(100) : dotted;
  }

  private static String name(Random random) {
    StringBuilder name = new StringBuilder("ab".substring(random.nextInt(2)).substring(0, 1));
    for (int labels = random.nextInt(3); labels > 0; labels--) {
      name.append('.').append("ab".charAt(random.nextInt(2)));
    }
    return name.toString();
  }

  private static String target(Random random) {
    return path(random) + (random.nextInt(3) == 0 ? "?x/y?" + path(random) : "");
  }

  private static String path(Random random) {
    StringBuilder path = new StringBuilder("/");
    for (int parts = random.nextInt(3); parts > 0; parts--) {
      path.append("xy".charAt(random.nextInt(2)));
      path.append(random.nextBoolean() ? "/" : "");
    }
    return path.toString();
  }
}
