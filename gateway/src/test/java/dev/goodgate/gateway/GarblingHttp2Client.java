package dev.goodgate.gateway;

import dev.goodgate.gateway.wire.ModelSocket;
import dev.goodgate.gateway.wire.World;
import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.Hpack;
import java.io.ByteArrayOutputStream;
import java.util.List;

/** A client of the model that says frames of HTTP/2 without sense, and takes what comes. */
final class GarblingHttp2Client implements Asking {
  private final World world;
  private final ModelSocket socket;
  private final ByteArrayOutputStream owed = new ByteArrayOutputStream();
  private boolean over;
  private boolean deaf;

  GarblingHttp2Client(World world, ModelSocket socket) {
    this.world = world;
    this.socket = socket;
    Ask.write(owed, Frame.PREFACE);
    Ask.write(owed, new Frame(Frame.SETTINGS, 0, 0, "").bytes());
    for (int frames = world.below(60); frames > 0; frames--) {
      Ask.write(owed, frame());
    }
    socket.onChange(this::live);
    world.soon(this::live);
    world.at(world.now() + world.below(200) * 1_000_000L, this::leave);
  }

  private String frame() {
    int type = world.below(12);
    int stream = world.below(4) == 0 ? 0 : 2 * world.below(8) + (world.below(20) == 0 ? 0 : 1);
    int flags = world.below(4) == 0 ? world.below(256) : type == Frame.HEADERS ? 5 : 0;
    String payload =
        switch (type) {
          case Frame.HEADERS, Frame.CONTINUATION -> head();
          case Frame.SETTINGS -> Frame.setting(world.below(10), world.below(1 << 30));
          case Frame.RST_STREAM, Frame.WINDOW_UPDATE -> Frame.word(world.below(1 << 20));
          case Frame.PING -> "12345678";
          case Frame.PRIORITY -> Frame.word(world.below(9)) + "\u0010";
          default -> "x".repeat(world.below(world.below(5) == 0 ? 20_000 : 200));
        };
    String bytes = new Frame(type, flags, stream, payload).bytes();
    if (world.below(30) != 0) {
      return bytes;
    }
    int at = world.below(bytes.length());
    return bytes.substring(0, at) + (char) world.below(256) + bytes.substring(at + 1);
  }

  private String head() {
    String method = world.below(2) == 0 ? "GET" : "POST";
    List<Field> fields =
        List.of(
            new Field(":method", method),
            new Field(":scheme", "http"),
            new Field(":path", "/g" + world.below(1_000)),
            new Field(":authority", "a"));
    String block = Hpack.literal(fields);
    return world.below(6) == 0 ? block.substring(world.below(block.length())) : block;
  }

  private void live() {
    if (over) {
      return;
    }
    deaf |= world.below(20) == 0;
    if (!deaf) {
      byte[] _ = socket.receiveAll();
    }
    byte[] all = owed.toByteArray();
    int taken = all.length == 0 ? 0 : Math.max(0, socket.send(all));
    owed.reset();
    owed.write(all, taken, all.length - taken);
    if (socket.isOver()) {
      leave();
    }
  }

  @Override
  public void leave() {
    if (!over) {
      over = true;
      if (world.below(2) == 0) {
        socket.close();
      } else {
        socket.abort();
      }
    }
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public List<Ask> asks() {
    return List.of();
  }

  @Override
  public boolean isAnswered(int ask) {
    return false;
  }

  /** It has no claim to anything. */
  @Override
  public List<String> complaints(boolean peace, boolean lied) {
    return List.of();
  }
}
