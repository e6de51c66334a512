package dev.goodgate.gateway.http2;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.lang.foreign.MemorySegment;

/**
 * Finds the frames in what one side of a connection sends, and refuses those that RFC 9113 6 does
 * not allow whoever sends them, in whatever state: so that who reads on gets only frames whose
 * payload is what their type says. One connection, one thread; allocates nothing.
 *
 * <p>How it works: a frame must be there whole, as none may be larger than {@link
 * Frame#MAX_PAYLOAD}; only DATA is told in pieces as they come, so that nobody has to keep them
 * together. Padding and priority are taken off: what stands from {@link #start} to {@link #end} is
 * the payload proper. Between a head and its continuations nothing else may stand (RFC 9113 6.10).
 */
public final class FrameReader {
  /** What {@link #read} returns when more bytes are needed. */
  public static final int INCOMPLETE = 0;

  /** What it returns for a frame that must not be: see {@link #code}. */
  public static final int REFUSED = -1;

  private static final int PRIORITY_LENGTH = 5;
  private static final int SETTING_LENGTH = 6;
  private static final long MOST_PAYLOAD = (1 << 24) - 1;

  private int length;
  private int type;
  private int flags;
  private int stream;
  private int start;
  private int end;
  private int dataLeft;
  private int paddingLeft;
  private boolean inData;
  private boolean first;
  private int continues;
  private Code code = Code.NO_ERROR;

  /**
   * Reads one frame, or the next piece of DATA; returns how many bytes it used, or a constant
   * above.
   */
  public int read(MemorySegment memory, int from, int to) {
    if (inData) {
      first = false;
      return piece(from, to, 0);
    }
    if (to - from < Frame.HEAD) {
      return INCOMPLETE;
    }
    int word = memory.get(Frame.INT, from);
    length = word >>> 8;
    type = word & 0xff;
    flags = memory.get(JAVA_BYTE, from + 4) & 0xff;
    stream = memory.get(Frame.INT, from + 5) & Integer.MAX_VALUE;
    Code wrong = judge();
    if (wrong != Code.NO_ERROR) {
      code = wrong;
      return REFUSED;
    }
    return type == Frame.DATA ? beginData(memory, from, to) : whole(memory, from, to);
  }

  /** What can be said before the payload is there: all of these concern the connection. */
  private Code judge() {
    if (length > Frame.MAX_PAYLOAD) {
      return Code.FRAME_SIZE_ERROR;
    }
    if (continues != 0 && (type != Frame.CONTINUATION || stream != continues)) {
      return Code.PROTOCOL_ERROR;
    }
    return switch (type) {
      case Frame.DATA, Frame.HEADERS, Frame.PUSH_PROMISE ->
          stream == 0 ? Code.PROTOCOL_ERROR : Code.NO_ERROR;
      case Frame.CONTINUATION -> continues == 0 ? Code.PROTOCOL_ERROR : Code.NO_ERROR;
      case Frame.PRIORITY -> sized(stream != 0, length == PRIORITY_LENGTH);
      case Frame.RST_STREAM -> sized(stream != 0, length == 4);
      case Frame.SETTINGS -> sized(stream == 0, has(Frame.ACK) ? length == 0 : length % 6 == 0);
      case Frame.PING -> sized(stream == 0, length == 8);
      case Frame.GOAWAY -> sized(stream == 0, length >= 8);
      case Frame.WINDOW_UPDATE -> sized(true, length == 4);
      default -> Code.NO_ERROR; // RFC 9113 4.1: what is not known is ignored
    };
  }

  private static Code sized(boolean placed, boolean sized) {
    if (!placed) {
      return Code.PROTOCOL_ERROR;
    }
    return sized ? Code.NO_ERROR : Code.FRAME_SIZE_ERROR;
  }

  private int beginData(MemorySegment memory, int from, int to) {
    boolean padded = has(Frame.PADDED);
    int behind = from + Frame.HEAD + (padded ? 1 : 0);
    if (to < behind) {
      return length == 0 && padded ? refuse(Code.FRAME_SIZE_ERROR) : INCOMPLETE;
    }
    int padding = padded ? memory.get(JAVA_BYTE, behind - 1) & 0xff : 0;
    dataLeft = length - (padded ? 1 : 0) - padding;
    if (dataLeft < 0) {
      return refuse(length == 0 ? Code.FRAME_SIZE_ERROR : Code.PROTOCOL_ERROR);
    }
    paddingLeft = padding;
    inData = true;
    first = true;
    return piece(behind, to, behind - from);
  }

  /** Padding comes behind the data, and belongs to the last piece or is one by itself. */
  private int piece(int from, int to, int used) {
    int data = Math.min(dataLeft, to - from);
    int padding = Math.min(paddingLeft, to - from - data);
    if (used + data + padding == 0 && dataLeft + paddingLeft > 0) {
      return INCOMPLETE;
    }
    start = from;
    end = from + data;
    dataLeft -= data;
    paddingLeft -= padding;
    inData = dataLeft + paddingLeft > 0;
    return used + data + padding;
  }

  private int whole(MemorySegment memory, int from, int to) {
    if (to - from < Frame.HEAD + length) {
      return INCOMPLETE;
    }
    start = from + Frame.HEAD;
    end = start + length;
    if (type == Frame.HEADERS || type == Frame.PUSH_PROMISE) {
      if (!strip(memory)) {
        return refuse(Code.PROTOCOL_ERROR);
      }
      continues = has(Frame.END_HEADERS) ? 0 : stream;
    } else if (type == Frame.CONTINUATION && has(Frame.END_HEADERS)) {
      continues = 0;
    }
    return Frame.HEAD + length;
  }

  private boolean strip(MemorySegment memory) {
    if (has(Frame.PADDED)) {
      if (start == end) {
        return false;
      }
      end -= memory.get(JAVA_BYTE, start++) & 0xff;
    }
    if (type == Frame.HEADERS && has(Frame.WITH_PRIORITY)) {
      start += PRIORITY_LENGTH;
    }
    return start <= end;
  }

  private int refuse(Code why) {
    code = why;
    return REFUSED;
  }

  /** Why the connection cannot go on, after REFUSED. */
  public Code code() {
    return code;
  }

  public int type() {
    return type;
  }

  public boolean has(int flag) {
    return (flags & flag) != 0;
  }

  public int stream() {
    return stream;
  }

  /** Of the whole payload, which is what counts for flow control. */
  public int length() {
    return length;
  }

  /** Where the payload proper, or this piece of it, begins. */
  public int start() {
    return start;
  }

  public int end() {
    return end;
  }

  /** Whether this is the first piece of a DATA frame. */
  public boolean isFirst() {
    return first;
  }

  /** Whether this is its last. */
  public boolean isLast() {
    return !inData;
  }

  /** How many bytes of the DATA frame are still to come, padding included. */
  public int left() {
    return dataLeft + paddingLeft;
  }

  /** How many bytes of DATA are in this piece and in those to come, without padding. */
  public int data() {
    return end - start + dataLeft;
  }

  /** Four bytes of the payload, which must be there, as a number without its highest bit. */
  public int number(MemorySegment memory, int offset) {
    return memory.get(Frame.INT, start + offset) & Integer.MAX_VALUE;
  }

  /** How many settings the payload holds. */
  public int settings() {
    return (end - start) / SETTING_LENGTH;
  }

  public int settingId(MemorySegment memory, int index) {
    return memory.get(Frame.SHORT, start + index * SETTING_LENGTH) & 0xffff;
  }

  public long settingValue(MemorySegment memory, int index) {
    return memory.get(Frame.INT, start + index * SETTING_LENGTH + 2) & 0xffff_ffffL;
  }

  /** What is wrong with a setting, NO_ERROR where nothing is: RFC 9113 6.5.2. */
  public static Code judgeSetting(int id, long value) {
    return switch (id) {
      case Frame.ENABLE_PUSH, Frame.ENABLE_CONNECT_PROTOCOL ->
          value > 1 ? Code.PROTOCOL_ERROR : Code.NO_ERROR;
      case Frame.INITIAL_WINDOW_SIZE ->
          value > Frame.MAX_WINDOW ? Code.FLOW_CONTROL_ERROR : Code.NO_ERROR;
      case Frame.MAX_FRAME_SIZE ->
          value < Frame.MAX_PAYLOAD || value > MOST_PAYLOAD ? Code.PROTOCOL_ERROR : Code.NO_ERROR;
      default -> Code.NO_ERROR; // any other value is sound, any other setting ignored
    };
  }

  /** Whether the priority of a HEADERS or PRIORITY frame makes its stream wait for itself. */
  public boolean waitsForItself(MemorySegment memory) {
    int at = type == Frame.PRIORITY ? start : start - PRIORITY_LENGTH;
    boolean there = type == Frame.PRIORITY || has(Frame.WITH_PRIORITY);
    return there && (memory.get(Frame.INT, at) & Integer.MAX_VALUE) == stream;
  }
}
