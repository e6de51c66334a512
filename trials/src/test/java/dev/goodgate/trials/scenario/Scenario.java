package dev.goodgate.trials.scenario;

import dev.goodgate.lab.client.RawReply.Completion;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a scenario file says. {@code origins} and {@code plan} are set up first, then the scenes are
 * played in order. The plan has {@code {listen}} and the names of origins in braces where addresses
 * go, {@code {app.ca}} and the like where files do.
 */
public record Scenario(
    String name, String about, Map<String, Part> origins, String plan, List<Scene> scenes) {
  /** What stands in an endpoint's place, and the faults it plays first. */
  public record Part(String kind, List<String> faults) {}

  /** One thing that happens. */
  public sealed interface Scene {
    /** Sends a request {@code times} times over, each held to all that is expected. */
    record Ask(int line, int times, Request request, Expected expected) implements Scene {}

    /** Sends exactly these bytes on a connection of their own; each is a reply's in turn. */
    record Send(int line, String bytes, Conduct conduct, List<Expected> expected)
        implements Scene {}

    /** Waits until every connection of an origin is over. */
    record Await(String origin) implements Scene {}

    /** From now on an origin plays these faults. */
    record Switch(String origin, List<String> faults) implements Scene {}
  }

  /**
   * How a client behaves: it sends {@code piece} bytes at a time with a {@code pause} between,
   * waits for {@code after}, then does as {@code then} says.
   */
  public record Conduct(int piece, Duration pause, Then then, Duration after) {
    /** What a client does that has sent everything. */
    public enum Then {
      READ,
      FINISH,
      LEAVE,
      RESET
    }

    static final Conduct PLAIN =
        new Conduct(Integer.MAX_VALUE, Duration.ZERO, Then.READ, Duration.ZERO);

    boolean reads() {
      return then == Then.READ || then == Then.FINISH;
    }
  }

  /** A request; {@code body} bytes of filler follow its head. */
  public record Request(String method, String target, List<String> fields, int body) {
    /** What is sent, with what every request has unless it says otherwise. */
    String head(String requestId) {
      StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
      addUnlessSaid(head, "Host", "shop.test");
      addUnlessSaid(head, "X-Request-Id", requestId);
      if (body > 0) {
        addUnlessSaid(head, "Content-Length", Integer.toString(body));
      }
      fields.forEach(field -> head.append(field).append("\r\n"));
      return head.append("\r\n").toString();
    }

    private void addUnlessSaid(StringBuilder head, String name, String value) {
      String prefix = name + ":";
      if (fields.stream()
          .noneMatch(field -> field.regionMatches(true, 0, prefix, 0, prefix.length()))) {
        head.append(prefix).append(' ').append(value).append("\r\n");
      }
    }
  }

  /** A field of the reply holds {@code text}. */
  public record Has(String field, String text) {}

  /**
   * What must be seen. Whatever is absent is not looked at. The body holds {@code body}, and not
   * {@code without}; it is byte for byte what the origin {@code bodyOf} answers to the same. {@code
   * says} holds the causes the gateway may name, or {@code nothing} where it must name none; {@code
   * truth} is what the doctor is held to; {@code lookAlikes} are causes that no log could tell from
   * it; {@code elsewhere} says what other gateways do instead, by their names.
   */
  public record Expected(
      OptionalInt status,
      Set<Completion> ends,
      List<Has> has,
      List<String> lacks,
      List<String> body,
      List<String> without,
      Optional<String> bodyOf,
      Set<String> says,
      Optional<String> truth,
      List<String> lookAlikes,
      OptionalInt attempts,
      Map<String, Elsewhere> elsewhere) {
    /** Whether the gateway's own account of it is looked at. */
    boolean wantsAccount() {
      return !says.isEmpty() || attempts.isPresent();
    }

    /** Whether a stranger of that name is held to it. */
    boolean tellsOf(String kind) {
      return (kind.equals("nginx") || elsewhere.containsKey(kind)) && !kills(kind);
    }

    /** Whether a stranger of that name may not outlive it. */
    boolean kills(String kind) {
      return Optional.ofNullable(elsewhere.get(kind)).filter(Elsewhere::dies).isPresent();
    }

    /** Any of these will do; none is said where none is looked at. */
    Set<Integer> statuses(String kind) {
      return Optional.ofNullable(elsewhere.get(kind))
          .map(Elsewhere::statuses)
          .filter(other -> !other.isEmpty())
          .orElseGet(() -> status.stream().boxed().collect(Collectors.toSet()));
    }

    Set<Completion> ends(String kind) {
      return Optional.ofNullable(elsewhere.get(kind))
          .map(Elsewhere::ends)
          .filter(other -> !other.isEmpty())
          .orElse(ends);
    }
  }

  /** The phase it is of: the folder of its file. */
  public String phase() {
    return name.contains("/") ? name.substring(0, name.indexOf('/')) : "";
  }

  /** Its faults as a person would write them down. */
  public String faults() {
    return origins.values().stream()
        .map(part -> String.join(", ", part.faults()))
        .collect(Collectors.joining(" + "));
  }

  /**
   * How another gateway answers, where that is not as ours does: it may be the one today and the
   * other tomorrow. One that dies need not.
   */
  public record Elsewhere(Set<Integer> statuses, Set<Completion> ends, boolean dies) {}
}
