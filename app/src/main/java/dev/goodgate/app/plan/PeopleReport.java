package dev.goodgate.app.plan;

import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.dialects.goodgate.Complaint;
import dev.goodgate.dialects.goodgate.Complaint.Severity;
import dev.goodgate.dialects.goodgate.Reading;
import dev.goodgate.vocabulary.plan.Plan;
import java.io.PrintWriter;
import java.util.List;

/** Complaints as compilers print them, then one line that sums up. */
record PeopleReport(Terminal terminal, String name) implements PlanReport {
  @Override
  public void tell(Reading<Plan> reading) {
    PrintWriter out = terminal.out();
    for (Complaint complaint : reading.complaints()) {
      out.println(terminal.coloured() ? coloured(complaint) : complaint.render());
    }
    out.println(
        switch (reading) {
          case Reading.Understood<Plan> good -> summary(good.value()) + warnings(reading);
          case Reading.Refused<Plan> bad ->
              Terminal.printable(name)
                  + ": "
                  + counted(count(bad, Severity.ERROR), "error")
                  + warnings(reading);
        });
  }

  @Override
  public void tellUnread(String why) {
    terminal.err().println(Terminal.printable("goodgate: cannot read " + name + ": " + why));
  }

  private String summary(Plan plan) {
    return "%s: valid, with %s, %s, %s"
        .formatted(
            Terminal.printable(name),
            counted(plan.listeners().size(), "listener"),
            counted(plan.routes().size(), "route"),
            counted(plan.upstreams().size(), "upstream"));
  }

  private static String warnings(Reading<Plan> reading) {
    long warnings = count(reading, Severity.WARNING);
    return warnings == 0 ? "" : "; " + counted(warnings, "warning");
  }

  private static long count(Reading<Plan> reading, Severity severity) {
    return reading.complaints().stream().filter(c -> c.severity() == severity).count();
  }

  private static String counted(long number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }

  /** The same text: its first line stands out, the caret shines, the advice steps back. */
  private String coloured(Complaint complaint) {
    List<String> lines = complaint.render().lines().toList();
    StringBuilder text = new StringBuilder(terminal.bold(lines.getFirst())).append('\n');
    text.append(lines.get(1)).append('\n');
    text.append(terminal.accented(lines.get(2))).append('\n');
    lines.stream().skip(3).forEach(line -> text.append(terminal.faint(line)).append('\n'));
    return text.toString();
  }
}
