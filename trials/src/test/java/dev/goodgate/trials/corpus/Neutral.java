package dev.goodgate.trials.corpus;

import dev.goodgate.trials.scenario.Played;
import dev.goodgate.trials.subject.Subject.Document;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Takes out of papers what is of this machine or of this run. */
final class Neutral {
  private static final int FIRST_PORT = 3001;
  private static final int MAX_LINES = 60;

  private final Map<String, String> words = new LinkedHashMap<>();

  /** {@code ports}: the gateway's own is {@code {listen}}, the others are of endpoints. */
  private Neutral(Map<Integer, String> ports) {
    Set<String> names = new TreeSet<>(ports.values());
    names.remove("{listen}");
    List<String> inOrder = new ArrayList<>(names);
    ports.forEach((port, name) ->
        words.put(
            "\\b" + port + "\\b",
            name.equals("{listen}") ? "8080" : "" + (FIRST_PORT + inOrder.indexOf(name))));
    words.put("[^\\s\"']*/unix-origin\\d+", "/run/app");
    words.put("/[^\\s\";]*/origin-certificates\\d+/", "/etc/ssl/origin/");
    hostName().ifPresent(name -> words.put("(?<![\\w.-])\\Q" + name + "\\E(?![\\w.-])", "gateway"));
  }

  static Played of(Played played) {
    Neutral neutral = new Neutral(played.ports());
    return new Played(
        played.sights(),
        played.troubles(),
        neutral.of(played.papers()),
        neutral.of(played.upstreamPapers()),
        played.ports());
  }

  private List<Document> of(List<Document> papers) {
    return papers.stream()
        .map(each -> new Document(each.name(), each.kind(), of(each.text())))
        .toList();
  }

  private String of(String text) {
    String neutral = text;
    for (Map.Entry<String, String> each : words.entrySet()) {
      neutral = neutral.replaceAll(each.getKey(), each.getValue());
    }
    return String.join(
        "\n",
        neutral.lines().filter(Neutral::says).map(String::stripTrailing).limit(MAX_LINES).toList());
  }

  /** What Debian's own files set as well is left to them. */
  private static boolean says(String line) {
    return !line.startsWith("LoadModule ") && !line.contains("_temp_path ");
  }

  private static Optional<String> hostName() {
    try {
      return Optional.of(InetAddress.getLocalHost().getHostName())
          .filter(name -> !name.equals("localhost"));
    } catch (UnknownHostException nameless) {
      return Optional.empty();
    }
  }
}
