package dev.goodgate.lab.fault;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All faults by name, in groups, each with a line for people. A name is the id of the cause a fault
 * makes wherever the catalogue of causes has one. Reads {@code name:parameter=value,...}.
 */
public final class FaultCatalog {
  /** One kind of fault; {@code parameters} holds what may be written, with the defaults. */
  public record Entry(
      String group, String name, String description, Map<String, String> parameters) {
    public Entry {
      parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }
  }

  /** What came of reading a fault. */
  public sealed interface Reading {
    record Understood(String name, Fault fault) implements Reading {}

    record Unclear(String why) implements Reading {}
  }

  private static final int MAX_WRITTEN = 1_000;

  private static final List<Kind> KINDS =
      Stream.of(
              SoundKinds.all(),
              SilentKinds.all(),
              StagedKinds.all(),
              HeadKinds.all(),
              FormKinds.all(),
              BodyKinds.all(),
              FollowKinds.all(),
              PageKinds.all(),
              Http2Kinds.all(),
              FastCgiKinds.all(),
              TlsKinds.all())
          .flatMap(List::stream)
          .toList();

  private FaultCatalog() {}

  public static List<Entry> entries() {
    return KINDS.stream().map(FaultCatalog::entry).toList();
  }

  /** The parameters that any fault takes as well which is acted on a request. */
  public static Map<String, String> everywhere() {
    return Alterations.declared();
  }

  public static Reading read(String written) {
    if (written.length() > MAX_WRITTEN) {
      return new Reading.Unclear("longer than " + MAX_WRITTEN + " characters");
    }
    int colon = written.indexOf(':');
    String name = colon < 0 ? written : written.substring(0, colon);
    Optional<Kind> kind = KINDS.stream().filter(each -> each.name().equals(name)).findFirst();
    if (kind.isEmpty()) {
      return new Reading.Unclear("no fault is called '" + name + "'" + Nearest.hint(name, names()));
    }
    Map<String, String> values = new LinkedHashMap<>();
    if (colon >= 0) {
      for (String pair : written.substring(colon + 1).split(",", -1)) {
        int equals = pair.indexOf('=');
        if (equals < 1) {
          return new Reading.Unclear("'" + pair + "' is not parameter=value");
        }
        if (values.put(pair.substring(0, equals), pair.substring(equals + 1)) != null) {
          return new Reading.Unclear("'" + pair.substring(0, equals) + "' is given twice");
        }
      }
    }
    return make(kind.get(), values);
  }

  private static Reading make(Kind kind, Map<String, String> values) {
    try {
      Map<String, String> own = new LinkedHashMap<>(values);
      Map<String, String> altering = new LinkedHashMap<>(values);
      altering.keySet().retainAll(everywhere().keySet());
      altering.keySet().removeAll(entry(kind).parameters().keySet());
      own.keySet().removeAll(altering.keySet());
      Parameters with = new Parameters(own);
      Parameters by = new Parameters(altering);
      Fault fault = Alterations.of(kind.maker().make(with), altering, by);
      List<String> problems = new ArrayList<>(with.problems());
      problems.addAll(by.unreadable());
      return problems.isEmpty()
          ? new Reading.Understood(kind.name(), fault)
          : new Reading.Unclear(kind.name() + ": " + String.join("; ", problems));
    } catch (IllegalArgumentException outOfRange) {
      return new Reading.Unclear(kind.name() + ": " + outOfRange.getMessage());
    }
  }

  private static List<String> names() {
    return KINDS.stream().map(Kind::name).toList();
  }

  private static Entry entry(Kind kind) {
    Parameters none = new Parameters(Map.of());
    kind.maker().make(none);
    return new Entry(kind.group(), kind.name(), kind.description(), none.declared());
  }
}
