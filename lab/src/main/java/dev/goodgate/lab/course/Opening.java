package dev.goodgate.lab.course;

import dev.goodgate.lab.fault.Fault;
import dev.goodgate.lab.fault.Script.Finish;
import dev.goodgate.lab.flaw.Http2Flaw;
import dev.goodgate.lab.http2.Frame;
import java.util.Optional;

/**
 * What an endpoint says as a connection of HTTP/2 begins, and how it deals with the other side's
 * SETTINGS and bodies after that.
 */
public record Opening(String bytes, boolean acknowledges, boolean grants, Optional<Finish> finish) {
  /** So many streams may be open at once. */
  public static final int MAX_STREAMS = 100;

  private static final int PUSH = 2;
  private static final int STREAMS = 3;
  private static final int WINDOW = 4;
  private static final int FRAME_SIZE = 5;
  private static final int UNHEARD_OF = 0xf0f0;

  private static final String USUAL = settings(STREAMS, MAX_STREAMS);

  /** Usual, where the fault is none of the beginning. */
  public static Opening of(Fault fault) {
    return fault instanceof Fault.OnPreface own
        ? own(own)
        : new Opening(USUAL, true, true, Optional.empty());
  }

  private static Opening own(Fault.OnPreface fault) {
    return switch (fault) {
      case Fault.AnswersHttp1() ->
          over("HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
      case Fault.RejectsPreface(var code) -> over(USUAL + Frame.goAway(0, code).bytes());
      case Fault.OddSettings(var flaw) ->
          new Opening(
              odd(flaw),
              flaw != Http2Flaw.Settings.NEVER_ACKNOWLEDGED,
              flaw != Http2Flaw.Settings.WINDOW_ZERO,
              Optional.empty());
    };
  }

  private static Opening over(String bytes) {
    return new Opening(bytes, false, true, Optional.of(new Finish.Close()));
  }

  private static String odd(Http2Flaw.Settings flaw) {
    return switch (flaw) {
      case NEVER_SENT -> "";
      case NEVER_ACKNOWLEDGED -> USUAL;
      case NO_STREAMS -> settings(STREAMS, 0);
      case ONE_STREAM -> settings(STREAMS, 1);
      case WINDOW_ZERO -> settings(WINDOW, 0);
      case WINDOW_TOO_LARGE -> settings(WINDOW, -1);
      case FRAME_SIZE_TOO_SMALL -> settings(FRAME_SIZE, 100);
      case PUSH_NEITHER -> settings(PUSH, 2);
      case SHORT -> new Frame(Frame.SETTINGS, 0, 0, "\0\u0003\0\0\0").bytes();
      case ON_STREAM -> new Frame(Frame.SETTINGS, 0, 1, "").bytes();
      case FULL_ACK ->
          USUAL
              + new Frame(Frame.SETTINGS, Frame.ACK, 0, Frame.setting(STREAMS, MAX_STREAMS))
                  .bytes();
      case UNKNOWN -> settings(UNHEARD_OF, 1);
    };
  }

  private static String settings(int id, int value) {
    return new Frame(Frame.SETTINGS, 0, 0, Frame.setting(id, value)).bytes();
  }
}
