package dev.goodgate.lab.fault;

import static dev.goodgate.lab.fault.Wording.send;

import dev.goodgate.lab.fault.Fault.Framing;
import dev.goodgate.lab.fault.Fault.Healthy;
import dev.goodgate.lab.fault.Script.Act;
import dev.goodgate.lab.fault.Script.Finish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/** Scripts that end in a proper answer. */
final class SoundScripts {
  private SoundScripts() {}

  static Script of(Fault.Sound fault, Asked asked) {
    return switch (fault) {
      case Healthy healthy -> answer(healthy, asked);
      case Fault.SlowFirstByte(Duration delay) ->
          answer(
              new Healthy(
                  200, OptionalLong.empty(), Framing.LENGTH, false, Optional.empty(), delay),
              asked);
      case Fault.SlowBody slow -> drip(slow, asked);
      case Fault.InterimReplies(int status, int count) -> {
        Script plain = answer(Healthy.PLAIN, asked);
        List<Act> acts = new ArrayList<>(plain.acts());
        acts.add(1, send(interim(status).repeat(count)));
        yield new Script(acts, plain.finish());
      }
      case Fault.ClosesIdle(Duration idle, boolean advertised) -> {
        Script plain =
            answer(
                new Healthy(
                    200,
                    OptionalLong.empty(),
                    Framing.LENGTH,
                    false,
                    advertised ? Optional.of(idle) : Optional.empty(),
                    Duration.ZERO),
                asked);
        yield new Script(plain.acts(), new Finish.Next(Optional.of(idle)));
      }
    };
  }

  static Script answer(Healthy healthy, Asked asked) {
    String body =
        healthy.size().isPresent() ? Wording.filler(healthy.size().getAsLong()) : echo(asked);
    boolean bodyless = healthy.status() == 204 || healthy.status() == 304;
    List<Act> acts = new ArrayList<>(List.of(Wording.READ_ALL));
    if (healthy.delay().isPositive()) {
      acts.add(new Act.Wait(healthy.delay()));
    }
    String shown = bodyless || asked.method().equals("HEAD") ? "" : framed(healthy, body);
    acts.add(send(head(healthy, asked, bodyless, body.length()) + shown));
    return new Script(acts, leave(healthy, asked));
  }

  static String interim(int status) {
    return status == 103
        ? Wording.head(status, "Link: </style.css>; rel=preload; as=style")
        : Wording.head(status);
  }

  private static String head(Healthy healthy, Asked asked, boolean bodyless, int length) {
    List<String> fields = new ArrayList<>(List.of("X-Origin: " + asked.origin()));
    if (!bodyless) {
      fields.add(Wording.TYPE);
      switch (framing(healthy)) {
        case LENGTH -> fields.add(Wording.length(length));
        case CHUNKED -> fields.add(Wording.CHUNKED);
        case CLOSE -> {}
      }
    }
    healthy.keepAlive().ifPresent(idle -> fields.add("Keep-Alive: timeout=" + seconds(idle)));
    if (leave(healthy, asked) instanceof Finish.Close) {
      fields.add("Connection: close");
    }
    return Wording.head(healthy.http10() ? "HTTP/1.0" : "HTTP/1.1", healthy.status(), fields);
  }

  private static String framed(Healthy healthy, String body) {
    return switch (framing(healthy)) {
      case LENGTH, CLOSE -> body;
      case CHUNKED -> (body.isEmpty() ? "" : Wording.chunk(body)) + Wording.LAST_CHUNK;
    };
  }

  /** HTTP/1.0 knows no chunks: there a body without a length ends with its connection. */
  private static Framing framing(Healthy healthy) {
    return healthy.http10() && healthy.framing() == Framing.CHUNKED
        ? Framing.CLOSE
        : healthy.framing();
  }

  private static Finish leave(Healthy healthy, Asked asked) {
    boolean last =
        healthy.http10()
            || healthy.framing() == Framing.CLOSE
            || asked.requestLine().endsWith("HTTP/1.0")
            || asked.field("connection").filter("close"::equalsIgnoreCase).isPresent();
    return last ? new Finish.Close() : new Finish.Next(healthy.keepAlive());
  }

  private static Script drip(Fault.SlowBody slow, Asked asked) {
    String body = Wording.filler(slow.size());
    List<Act> acts = new ArrayList<>(List.of(Wording.READ_ALL));
    acts.add(send(Wording.head(200, Wording.TYPE, Wording.length(body.length()))));
    int piece = Math.toIntExact(Math.min(slow.piece(), Fault.MAX_BYTES));
    for (int at = 0; at < body.length() && !asked.method().equals("HEAD"); at += piece) {
      acts.add(new Act.Wait(slow.pause()));
      acts.add(send(body.substring(at, Math.min(body.length(), at + piece))));
    }
    return new Script(acts, new Finish.Next(Optional.empty()));
  }

  private static String echo(Asked asked) {
    return String.format(
        Locale.ROOT,
        "Answered by %s, connection %d, request %d, request id %s.\n\n%s",
        asked.origin(),
        asked.connection(),
        asked.number(),
        asked.field("x-request-id").orElse("none"),
        asked.head());
  }

  private static long seconds(Duration idle) {
    return Math.max(1, idle.toSeconds());
  }
}
