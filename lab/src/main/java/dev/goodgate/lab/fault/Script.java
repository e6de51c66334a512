package dev.goodgate.lab.fault;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What an endpoint does with one request, in order, and how it leaves the connection. Pure: whoever
 * acts it decides nothing.
 */
public record Script(List<Act> acts, Finish finish) {
  /** One thing done. Bytes are text, one character a byte. */
  public sealed interface Act {
    /** Written, and on its way, before the next act begins. */
    record Send(String bytes) implements Act {}

    record Wait(Duration span) implements Act {}

    /** Reads what is left of the request, at most this much. */
    record ReadBody(long limit) implements Act {}
  }

  /** How the connection is left. */
  public sealed interface Finish {
    /** Open for the next request; closed when none comes within {@code idle}. */
    record Next(Optional<Duration> idle) implements Finish {}

    /** In order: FIN, then reading until the other side has closed too. */
    record Close() implements Finish {}

    /** RST. */
    record Reset() implements Finish {}

    /** As when a process dies: the kernel sends FIN, or RST where bytes were left unread. */
    record Drop() implements Finish {}

    /** Open and silent; {@code reading} says whether what still comes is taken. */
    record Stall(boolean reading) implements Finish {}
  }

  public Script {
    acts = List.copyOf(acts);
  }

  /** What {@code fault} comes to for this request. */
  public static Script of(Fault fault, Asked asked) {
    return switch (fault) {
      case Fault.Sound sound -> SoundScripts.of(sound, asked);
      case Fault.OnConnection broken -> SilentScripts.of(broken);
      case Fault.NoAnswer silent -> SilentScripts.of(silent, asked);
      case Fault.BrokenHead broken -> HeadScripts.of(broken);
      case Fault.WrongHead wrong -> HeadScripts.of(wrong, asked);
      case Fault.WrongBody wrong -> BodyScripts.of(wrong, asked);
    };
  }

  /** How an origin that plays this fault stands. */
  public static Fault.Stance stance(Fault fault) {
    return fault instanceof Fault.Stands(Fault.Stance stance) ? stance : Fault.Stance.OPEN;
  }

  /** What a fault does to a connection at once, without waiting for a request. */
  public static Optional<Script> onAccept(Fault fault) {
    return fault instanceof Fault.OnConnection broken
        ? Optional.of(SilentScripts.of(broken))
        : Optional.empty();
  }

  static Finish finish(Fault.End by) {
    return switch (by) {
      case CLOSE -> new Finish.Close();
      case RESET -> new Finish.Reset();
    };
  }
}
