package dev.goodgate.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.gateway.wire.ModelSocket;
import dev.goodgate.gateway.wire.World;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Endpoints of the model: they answer each request as it has to be, or misbehave on purpose. */
final class AnsweringEndpoint {
  /** What begins bytes behind an answer, which may reach whoever has the connection next. */
  static final String MORE = "HTTP/1.1 200 more";

  private final World world;
  private final int most;
  private final boolean naughty;
  private final List<String> seen = new ArrayList<>();
  private final List<String> garbled = new ArrayList<>();
  private int sins;
  private int stalls;

  AnsweringEndpoint(World world, int most, boolean naughty) {
    this.world = world;
    this.most = most;
    this.naughty = naughty;
  }

  /** What it does about one request. */
  private enum Deed {
    ANSWER,
    ANSWER_AND_CLOSE,
    ANSWER_UNTIL_CLOSE,
    INTERIM_FIRST,
    SAY_NOTHING_AND_CLOSE,
    RESET,
    STALL,
    CUT,
    CUT_BY_RESET,
    GARBAGE,
    MORE_THAN_ASKED
  }

  void arrive(ModelSocket socket) {
    new Conversation(socket);
  }

  /** The ids of the requests that came whole, each as often as it came. */
  List<String> seen() {
    return seen;
  }

  /** The ids of those whose body was not theirs. */
  List<String> garbled() {
    return garbled;
  }

  /** How often one kept silent for ever. */
  int stalls() {
    return stalls;
  }

  /** How often one misbehaved. */
  int sins() {
    return sins;
  }

  /** One connection. */
  private final class Conversation {
    private final ModelSocket socket;
    private final ByteArrayOutputStream owed = new ByteArrayOutputStream();
    private byte[] have = new byte[0];
    private boolean closing;
    private boolean deaf;

    Conversation(ModelSocket socket) {
      this.socket = socket;
      socket.onChange(this::live);
      live();
    }

    private void live() {
      byte[] more = socket.receiveAll();
      if (deaf) {
        if (socket.isOver()) {
          socket.close();
        }
        return;
      }
      int old = have.length;
      have = Arrays.copyOf(have, old + more.length);
      System.arraycopy(more, 0, have, old, more.length);
      Message request = closing ? null : Message.read(have, 0, false);
      if (request != null && request.whole()) {
        have = Arrays.copyOfRange(have, request.end(), have.length);
        note(request);
        world.soon(() -> act(request));
      }
      flush();
      if (socket.isOver()) {
        socket.close();
      }
    }

    private void note(Message request) {
      String id = id(request);
      seen.add(id);
      boolean bodied = request.line().startsWith("P");
      if (!Arrays.equals(request.body(), bodied ? Ask.asked(id, most) : new byte[0])) {
        garbled.add(id);
      }
    }

    private void act(Message request) {
      Deed deed = naughty && world.below(3) == 0 ? anyDeed() : usualDeed(request);
      switch (deed) {
        case ANSWER -> answer(request, "", world.below(2) == 0, false);
        case INTERIM_FIRST -> {
          Ask.write(owed, "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n");
          answer(request, "", world.below(2) == 0, false);
        }
        case ANSWER_AND_CLOSE -> {
          boolean says = world.below(2) == 0;
          sins += says ? 0 : 1;
          answer(request, says ? "Connection: close\r\n" : "", world.below(2) == 0, false);
          closing = true;
        }
        case ANSWER_UNTIL_CLOSE -> {
          answer(request, "", false, true);
          closing = true;
        }
        case SAY_NOTHING_AND_CLOSE -> closing = true;
        case RESET -> socket.abort();
        case STALL -> {
          stalls++;
          deaf = true;
        }
        case CUT, CUT_BY_RESET -> cut(request, deed == Deed.CUT_BY_RESET);
        case GARBAGE -> {
          Ask.write(owed, "SSH-2.0 what\0\r\n\r\n");
          closing = true;
        }
        case MORE_THAN_ASKED -> {
          answer(request, "", false, false);
          Ask.write(owed, MORE + "\r\n\r\n");
        }
      }
      flush();
    }

    private Deed usualDeed(Message request) {
      return switch (world.below(6)) {
        case 0 -> Deed.INTERIM_FIRST;
        case 1 -> request.line().startsWith("HEAD") ? Deed.ANSWER : Deed.ANSWER_UNTIL_CLOSE;
        default -> Deed.ANSWER;
      };
    }

    private Deed anyDeed() {
      sins++;
      return Deed.values()[world.below(Deed.values().length)];
    }

    private void answer(Message request, String field, boolean chunked, boolean bare) {
      byte[] body = Ask.answered(id(request), most);
      String framing =
          bare
              ? ""
              : chunked
                  ? "Transfer-Encoding: chunked\r\n"
                  : "Content-Length: " + body.length + "\r\n";
      Ask.write(
          owed, "HTTP/1.1 200 OK\r\nX-Of: " + id(request) + "\r\n" + field + framing + "\r\n");
      if (!request.line().startsWith("HEAD")) {
        Ask.write(owed, body, chunked);
      }
    }

    private void cut(Message request, boolean byReset) {
      answer(request, "", !byReset && world.below(2) == 0, byReset);
      byte[] all = owed.toByteArray();
      owed.reset();
      owed.write(all, 0, world.below(all.length));
      if (byReset) {
        socket.send(owed.toByteArray());
        socket.abort();
      }
      closing = true;
    }

    private void flush() {
      byte[] all = owed.toByteArray();
      int taken = all.length == 0 ? 0 : Math.max(0, socket.send(all));
      owed.reset();
      owed.write(all, taken, all.length - taken);
      if (closing && owed.size() == 0) {
        socket.shutdownOutput();
      }
    }
  }

  private static String id(Message request) {
    String target = request.line().split(" ")[1];
    return new String(target.substring(1).getBytes(ISO_8859_1), ISO_8859_1);
  }
}
