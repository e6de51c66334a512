package dev.goodgate.lab.http2;

import java.net.ProtocolException;
import java.util.ArrayList;
import java.util.List;

/** Compression of heads, RFC 7541. It writes literals only, so that writing keeps no state. */
public final class Hpack {
  public static final int MAX_FIELDS = 1_000;
  public static final int MAX_SIZE = 128 * 1024;

  /** How large a table we let the other side fill, the size that it starts with. */
  private static final int TABLE = 4_096;

  private static final int MAX_NUMBER = 1 << 24;

  private Hpack() {}

  /** Literals without indexing and without Huffman's code. */
  public static String literal(List<Field> fields) {
    StringBuilder block = new StringBuilder();
    for (Field field : fields) {
      block.append('\0').append(string(field.name())).append(string(field.value()));
    }
    return block.toString();
  }

  public static String string(String text) {
    return number(7, 0, text.length()) + text;
  }

  /** A number of RFC 7541 5.1, its first byte shared with {@code flags}. */
  public static String number(int prefix, int flags, long value) {
    int most = (1 << prefix) - 1;
    if (value < most) {
      return String.valueOf((char) (flags | (int) value));
    }
    StringBuilder bytes = new StringBuilder().append((char) (flags | most));
    long rest = value - most;
    for (; rest >= 0x80; rest >>>= 7) {
      bytes.append((char) ((rest & 0x7f) | 0x80));
    }
    return bytes.append((char) rest).toString();
  }

  /** What one connection's heads are read with, one after the other. */
  public static final class Decoder {
    private final Huffman huffman = new Huffman();
    private final List<Field> table = new ArrayList<>();
    private int most = TABLE;

    /** Complains of what is no compression, and of what passes the bounds. */
    public List<Field> decode(String block) throws ProtocolException {
      Block bytes = new Block(block);
      List<Field> fields = new ArrayList<>();
      int size = 0;
      while (bytes.hasMore()) {
        int first = bytes.peek();
        if (first >>> 5 == 0b001) {
          resize(bytes.number(5));
          continue;
        }
        Field field = first >>> 7 == 1 ? get(bytes.number(7)) : literal(bytes, first);
        size += field.size();
        if (fields.size() == MAX_FIELDS || size > MAX_SIZE) {
          throw new ProtocolException("a head over its bounds");
        }
        fields.add(field);
      }
      return fields;
    }

    private Field literal(Block bytes, int first) throws ProtocolException {
      boolean kept = first >>> 6 == 0b01;
      int index = bytes.number(kept ? 6 : 4);
      String name = index == 0 ? bytes.string(huffman) : get(index).name();
      Field field = new Field(name, bytes.string(huffman));
      if (kept) {
        table.addFirst(field);
        evict();
      }
      return field;
    }

    private Field get(int index) throws ProtocolException {
      int late = index - StaticTable.size() - 1;
      if (index == 0 || late >= table.size()) {
        throw new ProtocolException("an index of " + index + " into the table of fields");
      }
      return late < 0 ? StaticTable.get(index) : table.get(late);
    }

    private void resize(int size) throws ProtocolException {
      if (size > TABLE) {
        throw new ProtocolException("a table of " + size + " bytes");
      }
      most = size;
      evict();
    }

    private void evict() {
      int size = table.stream().mapToInt(Field::size).sum();
      while (size > most) {
        size -= table.removeLast().size();
      }
    }
  }

  /** A head as it came, read from its front. */
  private static final class Block {
    private final String bytes;
    private int at;

    Block(String bytes) {
      this.bytes = bytes;
    }

    boolean hasMore() {
      return at < bytes.length();
    }

    int peek() throws ProtocolException {
      if (!hasMore()) {
        throw new ProtocolException("a head that is cut");
      }
      return bytes.charAt(at);
    }

    int number(int prefix) throws ProtocolException {
      int most = (1 << prefix) - 1;
      long value = peek() & most;
      at++;
      if (value < most) {
        return (int) value;
      }
      for (int shift = 0; ; shift += 7) {
        int next = peek();
        at++;
        value += (long) (next & 0x7f) << shift;
        if (value > MAX_NUMBER || shift > 28) {
          throw new ProtocolException("a number of " + value + " in a head");
        }
        if (next < 0x80) {
          return (int) value;
        }
      }
    }

    String string(Huffman huffman) throws ProtocolException {
      boolean coded = (peek() & 0x80) != 0;
      int length = number(7);
      if (length > bytes.length() - at) {
        throw new ProtocolException("a string that is cut");
      }
      at += length;
      String text = bytes.substring(at - length, at);
      return coded ? huffman.decode(text) : text;
    }
  }
}
