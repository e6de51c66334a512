package dev.goodgate.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.gateway.wire.ModelSocket;
import dev.goodgate.gateway.wire.World;
import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.Hpack;
import java.io.ByteArrayOutputStream;
import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * A client of the model that speaks HTTP/2: asks much at once on one connection, through windows
 * that it opens bit by bit, and judges what it hears.
 */
final class AskingHttp2Client implements Asking {
  private static final int DEFAULT_WINDOW = 65_535;

  private final World world;
  private final ModelSocket socket;
  private final List<Ask> asks;
  private final List<Talk> talks;
  private final Hpack.Decoder heads = new Hpack.Decoder();
  private final ByteArrayOutputStream owed = new ByteArrayOutputStream();
  private final List<String> wrong = new ArrayList<>();
  private final int atOnce;
  private final int window;
  private byte[] heard = new byte[0];
  private int sendWindow = DEFAULT_WINDOW;
  private int streamWindow = DEFAULT_WINDOW;
  private int receiveWindow = DEFAULT_WINDOW;
  private int begun;
  private boolean toldToGo;
  private boolean left;
  private boolean over;

  AskingHttp2Client(World world, ModelSocket socket, List<Ask> asks) {
    this.world = world;
    this.socket = socket;
    this.asks = asks;
    this.talks = IntStream.range(0, asks.size()).mapToObj(i -> new Talk(asks.get(i), i)).toList();
    atOnce = 1 + world.below(asks.size());
    window = 1 + world.below(100_000);
    Ask.write(owed, Frame.PREFACE);
    say(Frame.SETTINGS, 0, 0, Frame.setting(4, window));
    socket.onChange(this::live);
    world.soon(this::live);
  }

  /** One ask, and what has come of it. */
  private static final class Talk {
    final Ask ask;
    final int stream;
    final byte[] body;
    final Map<String, String> fields = new HashMap<>();
    final ByteArrayOutputStream answer = new ByteArrayOutputStream();
    int sent;
    int sendWindow;
    int receiveWindow;
    boolean begun;
    boolean ended;
    boolean answered;
    boolean reset;

    Talk(Ask ask, int number) {
      this.ask = ask;
      this.stream = 2 * number + 1;
      this.body = ask.hasBody() ? Ask.asked(ask.id(), ask.most()) : new byte[0];
    }

    boolean isOver() {
      return answered || reset;
    }
  }

  @Override
  public void leave() {
    left = !over;
    over = true;
    if (world.below(2) == 0) {
      socket.close();
    } else {
      socket.abort();
    }
  }

  private void live() {
    if (left) {
      return;
    }
    hear();
    if (!over) {
      ask();
      talks.forEach(this::sendBody);
      flush();
    }
    if (!over && (socket.isOver() || talks.stream().allMatch(Talk::isOver))) {
      over = true;
      world.soon(socket::close);
    }
  }

  private void flush() {
    byte[] all = owed.toByteArray();
    int taken = all.length == 0 ? 0 : Math.max(0, socket.send(all));
    owed.reset();
    owed.write(all, taken, all.length - taken);
  }

  private void say(int type, int flags, int stream, String payload) {
    Ask.write(owed, new Frame(type, flags, stream, payload).bytes());
  }

  // ---- asking

  private void ask() {
    while (begun < talks.size()
        && !toldToGo
        && talks.stream().filter(each -> each.begun && !each.isOver()).count() < atOnce) {
      Talk talk = talks.get(begun++);
      talk.begun = true;
      talk.sendWindow = streamWindow;
      talk.receiveWindow = window;
      List<Field> fields =
          new ArrayList<>(
              List.of(
                  new Field(":method", talk.ask.method()),
                  new Field(":scheme", "http"),
                  new Field(":path", "/" + talk.ask.id()),
                  new Field(":authority", "a"),
                  new Field("x-request-id", talk.ask.id())));
      if (talk.ask.hasBody() && !talk.ask.chunked()) {
        fields.add(new Field("content-length", String.valueOf(talk.body.length)));
      }
      talk.ended = !talk.ask.hasBody();
      say(Frame.HEADERS, talk.ended ? 5 : 4, talk.stream, Hpack.literal(fields));
    }
  }

  private void sendBody(Talk talk) {
    while (talk.begun && !talk.ended && !talk.isOver() && owed.size() < 100_000) {
      int most = Math.min(Math.min(sendWindow, talk.sendWindow), 16_384);
      int some = Math.min(talk.body.length - talk.sent, most);
      if (some < 0 || (some == 0 && talk.sent < talk.body.length)) {
        return;
      }
      some = some > 1 && world.below(3) == 0 ? 1 + world.below(some) : some;
      talk.ended = talk.sent + some == talk.body.length;
      String payload = new String(talk.body, talk.sent, some, ISO_8859_1);
      say(Frame.DATA, talk.ended ? Frame.END_STREAM : 0, talk.stream, payload);
      talk.sent += some;
      talk.sendWindow -= some;
      sendWindow -= some;
    }
  }

  // ---- hearing

  private void hear() {
    byte[] more = socket.receiveAll();
    int old = heard.length;
    heard = Arrays.copyOf(heard, old + more.length);
    System.arraycopy(more, 0, heard, old, more.length);
    int at = 0;
    while (heard.length - at >= 9) {
      int length = (heard[at] & 0xff) << 16 | (heard[at + 1] & 0xff) << 8 | heard[at + 2] & 0xff;
      if (heard.length - at - 9 < length) {
        break;
      }
      String stream = new String(heard, at + 5, 4, ISO_8859_1);
      int number = (int) new Frame(0, 0, 0, stream).number(0);
      String payload = new String(heard, at + 9, length, ISO_8859_1);
      hear(new Frame(heard[at + 3], heard[at + 4], number, payload));
      at += 9 + length;
    }
    heard = Arrays.copyOfRange(heard, at, heard.length);
  }

  private void hear(Frame frame) {
    Talk talk = frame.stream() == 0 ? null : talks.get(frame.stream() / 2);
    switch (frame.type()) {
      case Frame.SETTINGS -> settings(frame);
      case Frame.PING -> say(Frame.PING, Frame.ACK, 0, frame.payload());
      case Frame.GOAWAY -> toldToGo = true;
      case Frame.WINDOW_UPDATE -> {
        if (talk == null) {
          sendWindow += (int) frame.number(0);
        } else {
          talk.sendWindow += (int) frame.number(0);
        }
      }
      case Frame.RST_STREAM -> talk.reset = !talk.answered;
      case Frame.HEADERS -> head(frame, talk);
      case Frame.DATA -> data(frame, talk);
      default -> wrong.add("a frame of type " + frame.type());
    }
  }

  private void settings(Frame frame) {
    if (frame.has(Frame.ACK)) {
      return;
    }
    for (int at = 0; at < frame.payload().length(); at += 6) {
      if (frame.payload().charAt(at + 1) == 4) {
        int changed = (int) frame.number(at + 2);
        int before = streamWindow;
        streamWindow = changed;
        talks.stream()
            .filter(each -> each.begun)
            .forEach(each -> each.sendWindow += changed - before);
      }
    }
    say(Frame.SETTINGS, Frame.ACK, 0, "");
  }

  private void head(Frame frame, Talk talk) {
    try {
      List<Field> fields = heads.decode(frame.payload());
      if (!fields.getFirst().value().startsWith("1")) {
        fields.forEach(field -> talk.fields.put(field.name(), field.value()));
      }
    } catch (ProtocolException broken) {
      wrong.add("a head that is broken: " + broken.getMessage());
    }
    talk.answered |= frame.has(Frame.END_STREAM);
  }

  private void data(Frame frame, Talk talk) {
    int bytes = frame.payload().length();
    talk.receiveWindow -= bytes;
    receiveWindow -= bytes;
    if (talk.receiveWindow < 0 || receiveWindow < 0) {
      wrong.add("more than the windows of " + talk.ask.id());
    }
    if (talk.isOver()) {
      wrong.add("data behind the end of " + talk.ask.id());
    }
    talk.answer.writeBytes(frame.payload().getBytes(ISO_8859_1));
    talk.answered |= frame.has(Frame.END_STREAM);
    if (talk.receiveWindow < window / 2 + 1 && !talk.isOver()) {
      say(Frame.WINDOW_UPDATE, 0, talk.stream, Frame.word(window - talk.receiveWindow));
      talk.receiveWindow = window;
    }
    if (receiveWindow < DEFAULT_WINDOW / 2) {
      say(Frame.WINDOW_UPDATE, 0, 0, Frame.word(DEFAULT_WINDOW - receiveWindow));
      receiveWindow = DEFAULT_WINDOW;
    }
  }

  // ---- judging

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public List<Ask> asks() {
    return asks;
  }

  @Override
  public boolean isAnswered(int ask) {
    return talks.get(ask).answered;
  }

  @Override
  public List<String> complaints(boolean peace, boolean lied) {
    List<String> complaints = new ArrayList<>(wrong);
    for (Talk talk : talks) {
      if (!talk.fields.isEmpty()) {
        AskingClient.judge(talk.ask, message(talk), peace, complaints);
      } else if (talk.begun && !talk.isOver() && !left && !lied && !socket.isOver()) {
        complaints.add("no word about " + talk.ask.id());
      }
      if (peace && !left && !talk.answered) {
        complaints.add("cut in times of peace: " + talk.ask.id());
      }
    }
    return complaints;
  }

  /** In HTTP/2 there are no reasons, so what is nobody's answer cannot be told by its own. */
  private static Message message(Talk talk) {
    boolean strayed = talk.fields.keySet().stream().noneMatch(name -> name.matches("x-of|proxy.*"));
    return new Message(
        strayed ? AnsweringEndpoint.MORE : talk.fields.get(":status"),
        talk.fields,
        talk.answer.toByteArray(),
        0,
        talk.answered,
        false);
  }

  @Override
  public String toString() {
    return "in HTTP/2: "
        + talks.stream()
            .map(talk ->
                talk.ask
                    + " sent "
                    + talk.sent
                    + ", got "
                    + talk.fields
                    + talk.answer.size()
                    + (talk.answered ? " whole" : talk.reset ? " reset" : " open"))
            .toList();
  }
}
