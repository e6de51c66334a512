package dev.goodgate.lab.fault;

import dev.goodgate.lab.tls.TlsConduct;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

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

  /** What only a server on a bare connection can do. */
  public sealed interface Antic extends Act {
    record Drip(String bytes, int piece, Duration pause) implements Antic {}

    /** {@code times} is 0 for as long as the other side takes it, within {@link Fault#FLOOD}. */
    record Repeat(String piece, int times, Duration pause) implements Antic {}

    /** Reads the body, in pieces, without a word to one who waits for 100. */
    record ReadSlowly(int piece, Duration pause) implements Antic {}

    /** Takes one of the origin's {@code workers}, as soon as one is free, for that long. */
    record Work(int workers, Duration span) implements Antic {}

    /** Waits for the end of a pause which all connections have together. */
    record AwaitRunning(Duration every, Duration pause) implements Antic {}

    /** Asks another the same, and passes on whatever comes. */
    record Forward(String host, int port) implements Antic {}

    /** FIN, while bytes are still taken. */
    record HalfClose() implements Antic {}

    record Urge(int urgent) implements Antic {}

    /** The whole origin dies; it refuses, then closes what comes, then is well again. */
    record Die(Duration refusing, Duration closing) implements Antic {}
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
      case Fault.Tls(TlsConduct _, Fault answers) -> of(answers, asked);
      case Fault.Staged staged -> StagedScripts.of(staged, asked);
      case Fault.Sometimes(Predicate<Asked> when, Fault altered) ->
          of(when.test(asked) ? altered : Fault.Healthy.PLAIN, asked);
      case Fault.Shaped(UnaryOperator<Script> shape, Fault altered) ->
          shape.apply(of(altered, asked));
      case Fault.OnHttp2 _ -> senseless("it needs HTTP/2, spoken with prior knowledge");
      case Fault.MixesUpFastCgi() -> new Script(List.of(), new Finish.Drop());
      case Fault.OnFastCgi _ -> senseless("it needs FastCGI");
    };
  }

  /** An answer for a fault that cannot be acted where it was asked for. */
  public static Script senseless(String why) {
    String text = "This fault makes no sense here: " + why + ".\n";
    return new Script(
        List.of(
            Wording.READ_ALL,
            Wording.send(Wording.head(500, Wording.TYPE, Wording.length(text.length())) + text)),
        new Finish.Next(Optional.empty()));
  }

  /** How an origin that plays this fault stands. */
  public static Fault.Stance stance(Fault fault) {
    if (!(fault instanceof Fault.OnConnection here)) {
      return Fault.Stance.OPEN;
    }
    return switch (here) {
      case Fault.Stands(Fault.Stance stance) -> stance;
      case Fault.ComesUpLate _ -> Fault.Stance.REFUSING;
      case Fault.EndsOnAccept _, Fault.SpeaksFirst _ -> Fault.Stance.OPEN;
    };
  }

  /** Says why nothing is played. */
  public static Script refusal(int status, String why) {
    String said = why + "\n";
    String head =
        Wording.head(status, Wording.TYPE, Wording.length(said.length()), "Connection: close");
    return new Script(List.of(Wording.READ_ALL, Wording.send(head + said)), new Finish.Close());
  }

  /** What a fault does to a connection at once, without waiting for a request. */
  public static Optional<Script> onAccept(Fault fault) {
    if (fault instanceof Fault.AcceptsLate(Duration delay)) {
      return Optional.of(
          new Script(List.of(new Act.Wait(delay)), new Finish.Next(Optional.empty())));
    }
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
