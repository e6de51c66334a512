package dev.goodgate.trials.soak;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToLongFunction;

/** The page about a soak. */
record SoakPage(LocalDate date, List<Minute> minutes, boolean endedInOrder) {
  private static final String ABOUT =
      """
      # A soak

      <!-- Written by trials/soak -->

      `trials/soak [MINUTES]` keeps a gateway as shipped under mixed traffic and prints this page; it ends with 1 where
      anything grew or went as was not due.

      Clients keep connections, come afresh, speak HTTP/1.1 and HTTP/2 in TLS, load 1 MiB, send bodies of known length and
      in chunks, upgrade, leave in the midst of replies, bodies, heads and handshakes, reset streams, ask endpoints
      that fail in five ways and one that is gone. After each minute all of them leave, garbage is collected, and what is
      left is the line below; then the certificate's files are replaced, and the plan is read again with another header.
      *Descriptors* and *sockets* are without kept connections to endpoints. Growth is the median of the last quarter beside
      that of the second, more than a twentieth and the slack above it. In a minute marked *still* the machine did not let
      the run go on for a while; its surprises, lost patience, are not judged.

      """;

  private List<Growth> growths() {
    return List.of(
        growth("resident memory, KiB", 6_144, Minute::residentKib),
        growth("heap after collection, KiB", 1_024, Minute::heapKib),
        growth("descriptors", 2, Minute::descriptors),
        growth("sockets", 2, Minute::sockets),
        growth("blocks lent", 0, Minute::blocksLent),
        growth("clients", 0, Minute::clients));
  }

  private Growth growth(String what, long slack, ToLongFunction<Minute> figure) {
    return Growth.of(what, slack, minutes.stream().mapToLong(figure).boxed().toList());
  }

  private Map<String, Long> surprises() {
    Map<String, Long> all = new TreeMap<>();
    minutes.stream()
        .filter(each -> !each.disturbed())
        .forEach(
            each -> each.surprises().forEach((what, count) -> all.merge(what, count, Long::sum)));
    return all;
  }

  boolean isClean() {
    return endedInOrder && surprises().isEmpty() && growths().stream().noneMatch(Growth::grew);
  }

  String text() {
    StringBuilder page = new StringBuilder(ABOUT);
    long answered = minutes.stream().mapToLong(Minute::answered).sum();
    page.append(
        "## %s\n\n%d minutes, %,d requests answered as was due. **%s**\n\n"
            .formatted(
                date,
                minutes.size(),
                answered,
                isClean() ? "Nothing grew, nothing surprised." : "Not clean."));
    page.append("| figure | second quarter | last quarter | grew |\n|---|--:|--:|---|\n");
    for (Growth each : growths()) {
      page.append(
          "| %s | %,.0f | %,.0f | %s |\n"
              .formatted(each.what(), each.early(), each.late(), each.grew() ? "yes" : "no"));
    }
    page.append("\nIt ended %s at SIGTERM.\n\n".formatted(endedInOrder ? "in order" : "not well"));
    surprises().forEach((what, count) -> page.append("- %,d x %s\n".formatted(count, what)));
    page.append(
        "\n| minute | answered | resident KiB | heap KiB | descriptors | sockets | surprises |\n"
            + "|--:|--:|--:|--:|--:|--:|---|\n");
    for (Minute each : minutes) {
      page.append(
          "| %d | %,d | %,d | %,d | %d | %d | %s |\n"
              .formatted(
                  each.number(),
                  each.answered(),
                  each.residentKib(),
                  each.heapKib(),
                  each.descriptors(),
                  each.sockets(),
                  each.disturbed() ? "still" : each.surprises().size()));
    }
    return page.toString();
  }
}
