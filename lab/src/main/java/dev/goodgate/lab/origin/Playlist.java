package dev.goodgate.lab.origin;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.goodgate.lab.fault.Asked;
import dev.goodgate.lab.fault.Fault;
import dev.goodgate.lab.fault.Script;
import dev.goodgate.lab.menu.Menu.Reading;
import dev.goodgate.lab.tls.TlsConduct;
import java.net.URLDecoder;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which fault is whose: one after the other for each request (or connection, for those that need no
 * request), the last for ever. A request for {@code /fault/<name>} gets that fault without using
 * one up.
 */
final class Playlist {
  /** A fault with a name to show; with {@code whyNot}, one that stands in for what cannot be. */
  record Chosen(String name, Fault fault, Optional<String> whyNot) {
    Chosen(String name, Fault fault) {
      this(name, fault, Optional.empty());
    }

    static Chosen none(Fault instead, String why) {
      return new Chosen("none: " + why, instead, Optional.of(why));
    }

    Script script(Asked asked) {
      return fault instanceof Fault.Healthy(int status, _, _, _, _, _) && whyNot.isPresent()
          ? Script.refusal(status, whyNot.get())
          : Script.of(fault, asked);
    }
  }

  private static final String BY_PATH = "/fault/";

  private static final Chosen WELL = new Chosen("healthy", Fault.Healthy.PLAIN);

  private final Deque<Chosen> left;
  private @Nullable Semaphore workers;
  private long turn;

  Playlist(List<Chosen> faults) {
    if (faults.isEmpty()) {
      throw new IllegalArgumentException("nothing to play");
    }
    left = new ArrayDeque<>(faults);
  }

  synchronized Chosen first() {
    return left.getFirst();
  }

  /** What is done to a new connection at once; absent where a request is waited for. */
  synchronized Optional<Script> onAccept() {
    Optional<Script> script = Script.onAccept(left.getFirst().fault());
    if (script.isPresent()) {
      next();
    }
    return script;
  }

  /** One that ended a connection before a request could be read is used up as well. */
  void skip(Fault fault) {
    synchronized (this) {
      if (left.getFirst().fault().equals(fault)) {
        next();
      }
    }
  }

  /** How TLS is spoken on a new connection. */
  synchronized TlsConduct forHandshake() {
    if (left.getFirst().fault() instanceof Fault.Tls(TlsConduct conduct, Fault _)) {
      next();
      return conduct;
    }
    return TlsConduct.Shows.SOUND;
  }

  /**
   * {@code isSecure}: it came through TLS. A fault that is for some requests only is shown as none
   * to the others.
   */
  Chosen forRequest(Asked asked, boolean isSecure) {
    Chosen chosen = asked.target().startsWith(BY_PATH) ? byPath(asked) : next();
    return switch (chosen.fault()) {
      case Fault.Sometimes(Predicate<Asked> when, Fault fault) ->
          when.test(asked) ? new Chosen(chosen.name(), fault) : WELL;
      case Fault.Tls _ when !isSecure ->
          Chosen.none(BAD_REQUEST, chosen.name() + " is a fault of TLS: ask by https");
      case Fault _ -> chosen;
    };
  }

  synchronized long turn() {
    return ++turn;
  }

  synchronized Semaphore workers(int count) {
    Semaphore all = workers;
    if (all == null) {
      all = new Semaphore(count, true);
      workers = all;
    }
    return all;
  }

  private synchronized Chosen next() {
    return left.size() > 1 ? left.removeFirst() : left.getFirst();
  }

  private static Chosen byPath(Asked asked) {
    String name = asked.target().substring(BY_PATH.length());
    return switch (read(name)) {
      case Reading.Understood<Fault>(String known, Fault.Tls _) ->
          Chosen.none(
              BAD_REQUEST,
              known + " begins before a path is known: let the origin play it from the start");
      case Reading.Understood<Fault>(String known, Fault fault) -> new Chosen(known, fault);
      case Reading.Unclear<Fault>(String why) -> Chosen.none(NOT_FOUND, why);
    };
  }

  private static Reading<Fault> read(String name) {
    try {
      return Fault.MENU.read(URLDecoder.decode(name, UTF_8));
    } catch (IllegalArgumentException badEscape) {
      return new Reading.Unclear<>("a malformed percent-encoding");
    }
  }

  private static final Fault NOT_FOUND = status(404);
  private static final Fault BAD_REQUEST = status(400);

  private static Fault status(int status) {
    return new Fault.Healthy(
        status, OptionalLong.empty(), Fault.Framing.LENGTH, false, Optional.empty(), Duration.ZERO);
  }
}
