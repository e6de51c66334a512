package dev.goodgate.gateway.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What RFC 9113 4 and 6 make of bytes, read slowly: the frames that are whole, each as a line, and
 * why there are no more.
 */
record PlainFrames(List<String> frames, @Nullable Code refused) {
  private static final Set<Integer> OF_STREAMS =
      Set.of(
          Frame.DATA,
          Frame.HEADERS,
          Frame.PRIORITY,
          Frame.RST_STREAM,
          Frame.PUSH_PROMISE,
          Frame.CONTINUATION);

  private static final Set<Integer> OF_THE_CONNECTION =
      Set.of(Frame.SETTINGS, Frame.PING, Frame.GOAWAY);

  private static final Map<Integer, Integer> SIZES =
      Map.of(Frame.PRIORITY, 5, Frame.RST_STREAM, 4, Frame.PING, 8, Frame.WINDOW_UPDATE, 4);

  static PlainFrames of(byte[] bytes) {
    String all = new String(bytes, ISO_8859_1);
    List<String> frames = new ArrayList<>();
    int open = 0;
    for (int at = 0; at + 9 <= all.length(); ) {
      int length = all.charAt(at) << 16 | all.charAt(at + 1) << 8 | all.charAt(at + 2);
      int type = all.charAt(at + 3);
      int flags = all.charAt(at + 4);
      int stream = (int) Long.parseLong(hex(all, at + 5, at + 9), 16) & Integer.MAX_VALUE;
      Code wrong = wrong(length, type, flags, stream, open);
      boolean padded = isPadded(type, flags);
      int behind = at + 9 + length;
      if (wrong == null && padded && type == Frame.DATA) {
        if (length == 0) {
          wrong = Code.FRAME_SIZE_ERROR;
        } else if (at + 9 < all.length() && all.charAt(at + 9) > length - 1) {
          wrong = Code.PROTOCOL_ERROR;
        }
      }
      if (wrong != null || behind > all.length()) {
        return new PlainFrames(frames, wrong);
      }
      String payload = all.substring(at + 9, behind);
      if (padded && (length == 0 || payload.charAt(0) > length - 1)) {
        return new PlainFrames(frames, Code.PROTOCOL_ERROR);
      }
      payload = padded ? payload.substring(1, length - payload.charAt(0)) : payload;
      if (type == Frame.HEADERS && (flags & Frame.WITH_PRIORITY) != 0) {
        if (payload.length() < 5) {
          return new PlainFrames(frames, Code.PROTOCOL_ERROR);
        }
        payload = payload.substring(5);
      }
      frames.add(line(type, flags, stream, length, payload));
      if (type == Frame.HEADERS || type == Frame.PUSH_PROMISE || type == Frame.CONTINUATION) {
        open = (flags & Frame.END_HEADERS) == 0 ? stream : 0;
      }
      at = behind;
    }
    return new PlainFrames(frames, null);
  }

  static String line(int type, int flags, int stream, int length, String payload) {
    return type
        + " "
        + flags
        + " "
        + stream
        + " "
        + length
        + " "
        + hex(payload, 0, payload.length());
  }

  private static @Nullable Code wrong(int length, int type, int flags, int stream, int open) {
    if (length > 16_384) {
      return Code.FRAME_SIZE_ERROR;
    }
    boolean continues = type == Frame.CONTINUATION;
    if (open != 0 ? !continues || stream != open : continues) {
      return Code.PROTOCOL_ERROR;
    }
    if (stream == 0 ? OF_STREAMS.contains(type) : OF_THE_CONNECTION.contains(type)) {
      return Code.PROTOCOL_ERROR;
    }
    boolean sized =
        length == SIZES.getOrDefault(type, length)
            && (type != Frame.GOAWAY || length >= 8)
            && (type != Frame.SETTINGS || length % 6 == 0)
            && (type != Frame.SETTINGS || (flags & Frame.ACK) == 0 || length == 0);
    return sized ? null : Code.FRAME_SIZE_ERROR;
  }

  private static boolean isPadded(int type, int flags) {
    return (type == Frame.DATA || type == Frame.HEADERS || type == Frame.PUSH_PROMISE)
        && (flags & Frame.PADDED) != 0;
  }

  private static String hex(String bytes, int from, int to) {
    StringBuilder digits = new StringBuilder();
    for (char each : bytes.substring(from, to).toCharArray()) {
      digits.append(String.format("%02x", (int) each));
    }
    return digits.toString();
  }
}
