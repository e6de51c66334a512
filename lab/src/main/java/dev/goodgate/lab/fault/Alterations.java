package dev.goodgate.lab.fault;

import dev.goodgate.lab.fault.Fault.Then;
import dev.goodgate.lab.menu.Menu.Extras;
import dev.goodgate.lab.menu.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parameters that every fault takes: when it is acted, and what becomes of its bytes. */
final class Alterations implements Extras<Fault> {
  private static final Pattern PLACE = Pattern.compile("(?:(head|end)([+-]\\d{1,8})?|(\\d{1,8}))");

  /** What may be written of any fault that needs a request, with an example each. */
  @Override
  public Map<String, String> declared() {
    return Map.ofEntries(
        Map.entry("only", "/path"),
        Map.entry("method", "POST"),
        Map.entry("over", "64KiB"),
        Map.entry("from", "1"),
        Map.entry("until", "999999999"),
        Map.entry("every", "1"),
        Map.entry("share", "100"),
        Map.entry("seed", "1"),
        Map.entry("at", "120|head|head+5|end-2"),
        Map.entry("then", "close|reset|drop|stall|half-close|keep"),
        Map.entry("pieces", "1"),
        Map.entry("pace", "10ms"));
  }

  @Override
  public Fault add(Fault fault, Parameters with) {
    if (fault instanceof Fault.OnConnection) {
      throw new IllegalArgumentException("needs no request, so it takes no " + with.names());
    }
    Fault shaped = shaped(fault, with);
    List<Predicate<Asked>> when = conditions(with);
    return when.isEmpty() ? shaped : new Fault.Sometimes(new Conditions.All(when), shaped);
  }

  private static Fault shaped(Fault fault, Parameters with) {
    Fault shaped = fault;
    Then then = with.choice("then", Then.CLOSE);
    if (with.isWritten("at")) {
      shaped = new Fault.Shaped(cut(with.text("at", "head"), then), shaped);
    } else if (with.isWritten("then")) {
      shaped = new Fault.Shaped(new Shapes.Leaves(then), shaped);
    }
    if (with.isWritten("pieces") || with.isWritten("pace")) {
      shaped =
          new Fault.Shaped(
              new Shapes.Pieces(with.number("pieces", 1), with.span("pace", "10ms")), shaped);
    }
    return shaped;
  }

  private static Shapes.Cut cut(String place, Then then) {
    Matcher form = PLACE.matcher(place);
    if (!form.matches()) {
      throw new IllegalArgumentException(
          "at=" + place + " is not a place such as 120, head+5, end-2");
    }
    if (form.group(3) != null) {
      return new Shapes.Cut(Shapes.From.START, Long.parseLong(form.group(3)), then);
    }
    long offset = form.group(2) == null ? 0 : Long.parseLong(form.group(2));
    return new Shapes.Cut(
        form.group(1).equals("head") ? Shapes.From.HEAD : Shapes.From.END, offset, then);
  }

  private static List<Predicate<Asked>> conditions(Parameters with) {
    List<Predicate<Asked>> when = new ArrayList<>();
    if (with.isWritten("only")) {
      when.add(new Conditions.TargetBegins(with.text("only", "/")));
    }
    if (with.isWritten("method")) {
      when.add(new Conditions.MethodIs(with.text("method", "GET")));
    }
    if (with.isWritten("over")) {
      when.add(new Conditions.BodyOver(with.size("over", "0")));
    }
    if (with.isWritten("from") || with.isWritten("until") || with.isWritten("every")) {
      when.add(
          new Conditions.Turns(
              with.number("from", 1), with.number("until", 999_999_999), with.number("every", 1)));
    }
    if (with.isWritten("share") || with.isWritten("seed")) {
      when.add(new Conditions.Share(with.number("share", 100), with.number("seed", 1)));
    }
    return when;
  }
}
