package dev.goodgate.app.demo;

import dev.goodgate.dialects.goodgate.PlanReader;
import dev.goodgate.dialects.goodgate.Reading;
import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.plan.Plan;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The plan that the demo runs: demo.yaml, with what is taken on this machine replaced. */
record DemoPlan(Map<String, String> replaced) {
  static final String FILE = "demo.yaml";
  static final HostPort LISTEN = new HostPort("127.0.0.1", 8080);
  static final HostPort ADMIN = new HostPort("127.0.0.1", 9502);
  static final String ACCESS_LOG = "access.log";

  private static final Pattern QUOTED = Pattern.compile("\"([^\"\n]*)\"");

  DemoPlan {
    replaced = Map.copyOf(replaced);
  }

  /** As it is written: what a person may save and change. */
  static DemoPlan asWritten() {
    return new DemoPlan(Map.of());
  }

  /** Lines and their numbers are always those of the file. */
  String text() {
    return QUOTED
        .matcher(file())
        .replaceAll(quoted -> {
          String value = replaced.getOrDefault(quoted.group(1), quoted.group(1));
          String escaped = value.replace("\\", "\\\\").replace("\"", "\\\"");
          return Matcher.quoteReplacement("\"" + escaped + "\"");
        });
  }

  /** Refused where two addresses that somebody chose are one. */
  Reading<Plan> read() {
    return PlanReader.read(FILE, text());
  }

  private static String file() {
    try (InputStream in = DemoPlan.class.getResourceAsStream(FILE)) {
      if (in == null) {
        throw new IllegalStateException("built without " + FILE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
