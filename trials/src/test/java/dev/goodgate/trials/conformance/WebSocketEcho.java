package dev.goodgate.trials.conformance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.trials.conformance.ActingOrigin.Part;
import dev.goodgate.trials.conformance.ActingOrigin.Scene;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Speaks WebSocket (RFC 6455) and says again whatever it hears, frame by frame. To the message
 * {@code die} it answers with the first bytes of a long frame, and a reset.
 */
final class WebSocketEcho implements Part {
  private static final Pattern KEY = Pattern.compile("(?i)\r\nSec-WebSocket-Key: *([^\r]*)\r\n");
  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  @Override
  public void play(Scene scene) throws IOException {
    echo(scene, scene.head());
  }

  /** From the head of the request on, which has been read. */
  static void echo(Scene scene, String head) throws IOException {
    Matcher key = KEY.matcher(head);
    if (!key.find()) {
      scene.wire.send("HTTP/1.1 426 Upgrade Required\r\nContent-Length: 0\r\n\r\n");
      return;
    }
    scene.wire.send(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Accept: "
            + accept(key.group(1))
            + "\r\n\r\n");
    DataInputStream in = new DataInputStream(scene.wire.in());
    while (answer(scene.wire, in)) {
      // each turn answers one frame
    }
  }

  private static boolean answer(Wire wire, DataInputStream in) throws IOException {
    int first = in.readUnsignedByte();
    int opcode = first & 15;
    byte[] payload = payload(in);
    if (opcode == 1 && new String(payload, ISO_8859_1).equals("die")) {
      wire.send("\u0082\u007e\u7fff").reset();
      return false;
    }
    if (opcode != PONG) {
      send(wire, opcode == PING ? 0x80 | PONG : first, payload);
    }
    return opcode != CLOSE;
  }

  private static byte[] payload(DataInputStream in) throws IOException {
    int second = in.readUnsignedByte();
    int length = second & 127;
    if (length == 126) {
      length = in.readUnsignedShort();
    } else if (length == 127) {
      length = Math.toIntExact(in.readLong());
    }
    byte[] mask = in.readNBytes(4);
    byte[] payload = in.readNBytes(length);
    if (second < 128 || mask.length < 4 || payload.length < length) {
      throw new IOException("not a frame of a client");
    }
    for (int i = 0; i < length; i++) {
      payload[i] ^= mask[i & 3];
    }
    return payload;
  }

  private static void send(Wire wire, int first, byte[] payload) throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    frame.write(first);
    if (payload.length < 126) {
      frame.write(payload.length);
    } else if (payload.length < 65_536) {
      frame.write(126);
      frame.write(payload.length >> 8);
      frame.write(payload.length);
    } else {
      frame.write(127);
      frame.writeBytes(ByteBuffer.allocate(8).putLong(payload.length).array());
    }
    frame.writeBytes(payload);
    wire.send(frame.toByteArray(), 0, frame.size());
  }

  private static String accept(String key) {
    try {
      MessageDigest sha1 = MessageDigest.getInstance("SHA-1");
      return Base64.getEncoder().encodeToString(sha1.digest((key + MAGIC).getBytes(ISO_8859_1)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
