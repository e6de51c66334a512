package dev.goodgate.app.demo;

import static java.util.Objects.requireNonNull;

import dev.goodgate.lab.fault.Fault;
import dev.goodgate.lab.menu.Menu.Reading;
import dev.goodgate.lab.origin.ScriptedOrigin;
import dev.goodgate.vocabulary.time.NanoClock;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The endpoints of the demo, which break and are mended on demand. Any thread may demand it. */
final class Cast implements AutoCloseable {
  /** Who plays. */
  enum Role {
    SHOP_A("shop-a", 9511),
    SHOP_B("shop-b", 9512),
    CHECKOUT("checkout", 9513);

    private final String id;
    private final int usualPort;

    Role(String id, int usualPort) {
      this.id = id;
      this.usualPort = usualPort;
    }

    String id() {
      return id;
    }

    static Optional<Role> of(String id) {
      return Arrays.stream(values()).filter(role -> role.id.equals(id)).findFirst();
    }
  }

  /** What came of a demand. */
  sealed interface Change {
    /** {@code tells} is what to expect now, a sentence or two. */
    record Done(String tells) implements Change {}

    record Unclear(String why) implements Change {}
  }

  static final String WELL = "healthy";
  static final String DEAD = "conn-refused";

  /** What checkout does wrong, one after the other: each looks different to the client. */
  private static final List<String> TRICKS =
      List.of(
          "conflicting-content-length",
          "first-byte-timeout",
          "reset-before-response",
          "truncated-content-length",
          "response-not-http",
          "body-stall",
          DEAD);

  private final Map<Role, ScriptedOrigin> origins = new EnumMap<>(Role.class);
  private final Map<Role, String> playing = new EnumMap<>(Role.class);
  private int trick;

  private Cast() {}

  /**
   * All listen at their usual ports, or at free ones where those are taken; checkout misbehaves.
   */
  static Cast open(NanoClock clock) throws IOException {
    Cast cast = new Cast();
    for (Role role : Role.values()) {
      cast.origins.put(role, start(role, clock));
      cast.playing.put(role, WELL);
    }
    cast.play(Role.CHECKOUT, TRICKS.getFirst());
    return cast;
  }

  private static ScriptedOrigin start(Role role, NanoClock clock) throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try {
      return ScriptedOrigin.start(
          role.id(), new InetSocketAddress(loopback, role.usualPort), clock, _ -> {});
    } catch (IOException taken) {
      return ScriptedOrigin.start(role.id(), new InetSocketAddress(loopback, 0), clock, _ -> {});
    }
  }

  /** The addresses of the plan's file that have to be replaced. */
  Map<String, String> replaced() {
    Map<String, String> replaced = new HashMap<>();
    origins.forEach((role, origin) -> replaced.put("127.0.0.1:" + role.usualPort, address(role)));
    return replaced;
  }

  String address(Role role) {
    return "127.0.0.1:" + origin(role).port();
  }

  private ScriptedOrigin origin(Role role) {
    return requireNonNull(origins.get(role));
  }

  synchronized String playing(Role role) {
    return playing.getOrDefault(role, WELL);
  }

  /** Kills an endpoint of the shop; has checkout do the next wrong thing. */
  synchronized Change worsen(Role role) {
    return switch (role) {
      case SHOP_A, SHOP_B -> play(role, DEAD);
      case CHECKOUT -> {
        trick = playing(role).equals(WELL) ? 0 : (trick + 1) % TRICKS.size();
        yield play(role, TRICKS.get(trick));
      }
    };
  }

  /** {@code fault} is written as the lab reads it. */
  synchronized Change play(Role role, String fault) {
    return switch (Fault.MENU.read(fault)) {
      case Reading.Unclear<Fault>(String why) -> new Change.Unclear(why);
      case Reading.Understood<Fault>(String name, _) -> {
        origin(role).play(fault);
        playing.put(role, name);
        yield new Change.Done(tells(role));
      }
    };
  }

  synchronized Change mendAll() {
    for (Role role : Role.values()) {
      play(role, WELL);
    }
    return new Change.Done("shop-a, shop-b and checkout are well: every request is answered.");
  }

  private String tells(Role role) {
    String fault = playing(role);
    return switch (fault) {
      case WELL -> role.id() + " is well again.";
      case DEAD -> role.id() + " is dead: its port refuses connections. " + whoIsLeft(role);
      default -> role.id() + " " + description(fault) + " (" + fault + ").";
    };
  }

  private String whoIsLeft(Role dead) {
    List<Role> left = new ArrayList<>(List.of(Role.SHOP_A, Role.SHOP_B));
    left.removeIf(role -> dead == Role.CHECKOUT || playing(role).equals(DEAD));
    return left.isEmpty()
        ? "Nobody else can answer for it: expect 502."
        : left.getFirst().id() + " is asked instead, and no client notices.";
  }

  /** What a fault does, to follow the name of who does it. */
  static String description(String fault) {
    return Fault.MENU.description(fault);
  }

  @Override
  public void close() {
    origins.values().forEach(ScriptedOrigin::close);
  }
}
