package dev.goodgate.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.gateway.wire.ModelSocket;
import dev.goodgate.gateway.wire.World;
import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.Hpack;
import java.util.Arrays;
import java.util.List;

/**
 * One end of a connection of the model that says what a script has: frames of HTTP/2, whatever they
 * mean, or bytes. It takes all that comes, and leaves when all has been said and some time passed.
 *
 * <p>How a script is read: four bytes a frame, which are type, flags, stream, length; then the
 * payload. Of the type the lower four bits count; 0x80 makes a sound head of what follows, 0x40
 * says the frame as many times as its length.
 */
final class ScriptedFrames {
  private static final long STAYS = 200_000_000;
  private static final int MOST_TIMES = 80;

  private final ModelSocket socket;
  private byte[] owed;
  private byte[] heard = new byte[0];
  private boolean over;

  ScriptedFrames(World world, ModelSocket socket, byte[] says) {
    this.socket = socket;
    owed = says;
    socket.onChange(this::live);
    world.soon(this::live);
    world.at(world.now() + STAYS, this::leave);
  }

  /** What a client says by a script, behind its preface. */
  static byte[] ofClient(byte[] script) {
    return (Frame.PREFACE + new Frame(Frame.SETTINGS, 0, 0, "").bytes() + frames(script, true))
        .getBytes(ISO_8859_1);
  }

  /** What an endpoint says by a script, behind its settings. */
  static byte[] ofEndpoint(byte[] script) {
    return (new Frame(Frame.SETTINGS, 0, 0, "").bytes() + frames(script, false))
        .getBytes(ISO_8859_1);
  }

  private static String frames(byte[] script, boolean asks) {
    StringBuilder said = new StringBuilder();
    for (int at = 0; at + 4 <= script.length; ) {
      int kind = script[at] & 0xff;
      int flags = script[at + 1] & 0xff;
      int stream = script[at + 2] & 0x1f;
      int length = script[at + 3] & 0xff;
      int end = Math.min(script.length, at + 4 + ((kind & 0x40) != 0 ? 0 : length));
      String payload = new String(script, at + 4, end - at - 4, ISO_8859_1);
      String sound = (kind & 0x80) != 0 ? head(flags >>> 4, asks) : "";
      String frame = new Frame(kind & 0x0f, flags & 0x2d, stream, sound + payload).bytes();
      said.append(frame.repeat((kind & 0x40) != 0 ? Math.min(MOST_TIMES, length) : 1));
      at = end;
    }
    return said.toString();
  }

  private static String head(int which, boolean asks) {
    if (!asks) {
      return Hpack.literal(List.of(new Field(":status", which == 0 ? "200" : "10" + which)));
    }
    String method = List.of("GET", "POST", "HEAD", "PUT").get(which & 3);
    return Hpack.literal(
        List.of(
            new Field(":method", method),
            new Field(":scheme", "http"),
            new Field(":path", "/f" + which),
            new Field(":authority", "a")));
  }

  private void live() {
    if (over) {
      return;
    }
    hear();
    int taken = owed.length == 0 ? 0 : Math.max(0, socket.send(owed));
    owed = Arrays.copyOfRange(owed, taken, owed.length);
    if (socket.isOver()) {
      leave();
    }
  }

  private void hear() {
    byte[] more = socket.receiveAll();
    int old = heard.length;
    heard = Arrays.copyOf(heard, old + more.length);
    System.arraycopy(more, 0, heard, old, more.length);
  }

  private void leave() {
    if (!over) {
      over = true;
      hear();
      socket.close();
    }
  }

  byte[] heard() {
    return heard;
  }

  boolean isOver() {
    return over;
  }
}
