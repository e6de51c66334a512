package dev.goodgate.lab.fault;

import dev.goodgate.lab.fault.Fault.Then;
import dev.goodgate.lab.fault.Script.Act;
import dev.goodgate.lab.fault.Script.Antic;
import dev.goodgate.lab.fault.Script.Finish;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** What can be done to the bytes of any answer. */
final class Shapes {
  /** Long enough for a gateway to have passed on what came before. */
  private static final Act BREATH = new Act.Wait(Duration.ofMillis(50));

  private static final String END_OF_HEAD = "\r\n\r\n";

  private Shapes() {}

  /** From where the place of a byte is counted. */
  enum From {
    START,
    HEAD,
    END
  }

  /** Sends the answer up to a byte, and no further. */
  record Cut(From from, long offset, Then then) implements UnaryOperator<Script> {
    @Override
    public Script apply(Script whole) {
      List<Act> acts = new ArrayList<>();
      long left = place(whole);
      for (Act act : whole.acts()) {
        if (!(act instanceof Act.Send(String bytes))) {
          acts.add(act);
          continue;
        }
        if (bytes.length() >= left) {
          acts.add(new Act.Send(bytes.substring(0, (int) left)));
          break;
        }
        acts.add(act);
        left -= bytes.length();
      }
      if (then != Then.STALL) {
        acts.add(BREATH);
      }
      return then.after(acts);
    }

    private long place(Script whole) {
      StringBuilder all = new StringBuilder();
      for (Act act : whole.acts()) {
        if (act instanceof Act.Send(String bytes)) {
          all.append(bytes);
        }
      }
      int head = all.indexOf(END_OF_HEAD);
      long base =
          switch (from) {
            case START -> 0;
            case HEAD -> head < 0 ? all.length() : head + END_OF_HEAD.length();
            case END -> all.length();
          };
      return Math.clamp(base + offset, 0, all.length());
    }
  }

  /** Sends the answer in pieces, each in a packet of its own where the kernel lets it. */
  record Pieces(int piece, Duration pause) implements UnaryOperator<Script> {
    Pieces {
      if (piece < 1) {
        throw new IllegalArgumentException("piece " + piece);
      }
    }

    @Override
    public Script apply(Script whole) {
      List<Act> acts = new ArrayList<>();
      for (Act act : whole.acts()) {
        acts.add(act instanceof Act.Send(String bytes) ? new Antic.Drip(bytes, piece, pause) : act);
      }
      return new Script(acts, whole.finish());
    }
  }

  /** Leaves the connection otherwise than the fault would. */
  record Leaves(Then then) implements UnaryOperator<Script> {
    @Override
    public Script apply(Script whole) {
      return whole.finish() instanceof Finish.Stall ? whole : then.after(whole.acts());
    }
  }
}
