package dev.goodgate.trials.load;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** Words a report as Markdown, which a terminal shows as well. */
final class Tables {
  /** What may run beside a gateway before its figure is doubtful, then void. */
  private static final double DOUBTFUL = 0.05;

  private static final double VOID = 0.15;

  private Tables() {}

  static String write(Report report) {
    StringBuilder text = new StringBuilder(heading(report));
    for (Workload each : Workload.ALL) {
      List<Row> rows = report.rows(each.name());
      switch (each) {
        case Workload.Requests requests -> append(text, requests.title(), rows, Tables::requests);
        case Workload.Paced paced ->
            append(text, paced.title(), rows, found -> paced(report, paced, found));
        case Workload.StartUp startUp -> append(text, startUp.title(), rows, Tables::startUps);
        case Workload.Idle idle -> append(text, idle.title(), report.memory(), Tables::memory);
      }
    }
    append(
        text,
        "Pauses of Goodgate's collector, from its start to the end of all load",
        report.pauses(),
        Tables::pauses);
    return text.toString();
  }

  private static String heading(Report report) {
    Machine machine = report.machine();
    String versions =
        machine.versions().entrySet().stream()
            .map(Map.Entry::toString)
            .map(each -> each.replace('=', ' '))
            .collect(Collectors.joining(", "));
    return """
    ### %s

    %s, %d cores, %s; %s.

    ```
    %s
    ```
    """
        .formatted(
            machine.date(),
            machine.processor(),
            machine.cores(),
            machine.kernel(),
            versions,
            report.command());
  }

  private static <T> void append(
      StringBuilder text,
      String title,
      List<T> found,
      java.util.function.Function<List<T>, String> table) {
    if (!found.isEmpty()) {
      text.append("\n**").append(title).append("**\n\n").append(table.apply(found));
    }
  }

  private static String requests(List<Row> rows) {
    String head =
        """
        | gateway | CPU us/request | min..max | x nginx | x haproxy | x better | errors | requests/s | core | others |
        |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|
        """;
    return rows.stream()
        .map(row ->
            print(
                "| %s | %.2f | %.2f..%.2f | %.2f | %.2f | %.2f | %d | %,.0f | %.0f %% | %.0f %%"
                    + " |\n",
                row.gateway(),
                row.median(),
                row.least(),
                row.most(),
                row.toNginx(),
                row.toHaproxy(),
                row.toBetter(),
                row.flawed(),
                row.rate(),
                row.core() * 100,
                row.others() * 100))
        .collect(Collectors.joining("", head, doubt(rows)));
  }

  private static String paced(Report report, Workload.Paced paced, List<Row> rows) {
    String head =
        """
        | gateway | CPU us/request | min..max | x better | p50 us | min..max | p99 us | min..max | errors | requests/s | core | others |
        |---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|
        """;
    List<Row> medians = report.rows(paced.median());
    List<Row> rears = report.rows(paced.percentile99());
    StringBuilder lines = new StringBuilder(head);
    for (int i = 0; i < rows.size(); i++) {
      Row row = rows.get(i);
      lines.append(
          print(
              "| %s | %.2f | %.2f..%.2f | %.2f | %s | %s | %d | %,.0f | %.0f %% | %.0f %% |\n",
              row.gateway(),
              row.median(),
              row.least(),
              row.most(),
              row.toBetter(),
              latency(medians.get(i)),
              latency(rears.get(i)),
              row.flawed(),
              row.rate(),
              row.core() * 100,
              row.others() * 100));
    }
    return lines + doubt(rows);
  }

  private static String latency(Row row) {
    return print("%,.0f | %,.0f..%,.0f", row.median(), row.least(), row.most());
  }

  private static String doubt(List<Row> rows) {
    double others = rows.stream().mapToDouble(Row::others).max().orElse(0);
    if (others <= DOUBTFUL) {
      return "";
    }
    return print(
        "\n%s: something else had up to %.0f %% of the gateways' core.\n",
        others <= VOID ? "Doubtful" : "Void", others * 100);
  }

  private static String startUps(List<Row> rows) {
    return rows.stream()
        .map(row ->
            print(
                "| %s | %.0f | %.0f..%.0f |\n",
                row.gateway(), row.median(), row.least(), row.most()))
        .collect(Collectors.joining("", "| gateway | ms | min..max |\n|---|--:|--:|\n", ""));
  }

  private static String memory(List<Memory> found) {
    String head =
        "| gateway | MiB after the start | bytes for each idle connection | errors |\n"
            + "|---|--:|--:|--:|\n";
    return found.stream()
        .map(each ->
            print(
                "| %s | %.1f | %,.0f | %d |\n",
                each.gateway(), each.startMib(), each.bytesPerConnection(), each.flawed()))
        .collect(Collectors.joining("", head, ""));
  }

  private static String pauses(List<Pauses> found) {
    return found.stream()
        .map(each -> print("| %d | %.1f | %.1f |\n", each.count(), each.median(), each.longest()))
        .collect(
            Collectors.joining("", "| pauses | median ms | longest ms |\n|--:|--:|--:|\n", ""));
  }

  private static String print(String format, Object... values) {
    return String.format(Locale.ROOT, format, values).replace("NaN", "-");
  }
}
