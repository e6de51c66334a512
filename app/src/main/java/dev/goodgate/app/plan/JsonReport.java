package dev.goodgate.app.plan;

import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.dialects.goodgate.Complaint;
import dev.goodgate.dialects.goodgate.Complaint.Severity;
import dev.goodgate.dialects.goodgate.Reading;
import dev.goodgate.vocabulary.plan.Plan;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** One JSON object on standard output. */
record JsonReport(Terminal terminal, String name, JsonMapper mapper) implements PlanReport {
  JsonReport(Terminal terminal, String name) {
    this(terminal, name, JsonMapper.shared());
  }

  @Override
  public void tell(Reading<Plan> reading) {
    ObjectNode object = mapper.createObjectNode();
    object.put("file", name);
    object.put("valid", reading instanceof Reading.Understood<Plan>);
    object.put("errors", count(reading, Severity.ERROR));
    object.put("warnings", count(reading, Severity.WARNING));
    ArrayNode complaints = object.putArray("complaints");
    reading.complaints().forEach(complaint -> put(complaint, complaints.addObject()));
    print(object);
  }

  @Override
  public void tellUnread(String why) {
    terminal.err().println(Terminal.printable("goodgate: cannot read " + name + ": " + why));
    ObjectNode object = mapper.createObjectNode();
    object.put("file", name);
    object.putNull("valid");
    object.put("unread", why);
    print(object);
  }

  private static void put(Complaint complaint, ObjectNode object) {
    object.put("severity", complaint.severity().word());
    object.put("file", complaint.place().file());
    object.put("line", complaint.place().line());
    object.put("column", complaint.place().column());
    object.put("message", complaint.message());
    object.put("expected", complaint.expected());
    object.put("nearest", complaint.nearest().orElse(null));
    object.put("snippet", complaint.snippet());
  }

  private static long count(Reading<Plan> reading, Severity severity) {
    return reading.complaints().stream().filter(c -> c.severity() == severity).count();
  }

  private void print(ObjectNode object) {
    terminal.out().println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(object));
  }
}
