package dev.goodgate.gateway.tls.hello;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a client says first (RFC 8446 4.1.2), as far as it helps to choose a certificate, and to
 * know whether there is anything to be spoken: {@code protocols} are those it offers (RFC 7301
 * 3.1). What is malformed is not judged here, but by the engine that is handed the same bytes: it
 * then counts as a hello that says nothing.
 */
public record ClientHello(
    String name, boolean knowsEcdsa, boolean knowsRsa, List<String> protocols) {
  /** The kind of a record that a handshake begins with. */
  public static final int RECORD = 22;

  /**
   * More than any client has reason to say: keys after quantum computers, and tickets, included.
   */
  public static final int LONGEST = 32 * 1024;

  private static final ClientHello SILENT = new ClientHello("", true, true, List.of());
  private static final int HEADER = 5;
  private static final int LARGEST_RECORD = 16_384 + 256;

  /** Of a message: its kind in one byte, its length in three. */
  private static final int PREFIX = 4;

  private static final int HELLO = 1;
  private static final int SERVER_NAME = 0;
  private static final int SIGNATURES = 13;
  private static final int PROTOCOLS = 16;
  private static final int VERSIONS = 43;
  private static final int TLS_1_3 = 0x0304;

  public ClientHello {
    protocols = List.copyOf(protocols);
  }

  /**
   * Whether something can be agreed on with who speaks these; so it is where nothing is offered.
   */
  public boolean agreesTo(List<String> spoken) {
    return protocols.isEmpty() || protocols.stream().anyMatch(spoken::contains);
  }

  /**
   * Empty while it has not come whole. Nothing is copied before it has: whoever sends it byte by
   * byte has all of it looked at each time.
   */
  public static Optional<ClientHello> in(MemorySegment memory, long from, int length) {
    int begins = 0;
    int have = 0;
    for (int at = 0; at + HEADER <= length; ) {
      int size = size(memory, from + at);
      if (u8(memory, from + at) != RECORD || size == 0 || size > LARGEST_RECORD) {
        return Optional.of(SILENT);
      }
      int here = Math.min(size, length - at - HEADER);
      for (int i = 0; i < here && have + i < PREFIX; i++) {
        begins = begins << 8 | u8(memory, from + at + HEADER + i);
      }
      have += here;
      at += HEADER + size;
      int all = PREFIX + (begins & 0xff_ffff);
      if (have >= PREFIX && (begins >>> 24 != HELLO || all > LONGEST)) {
        return Optional.of(SILENT);
      }
      if (have >= PREFIX && have >= all) {
        return Optional.of(read(new Fields(message(memory, from, all), PREFIX, all)));
      }
    }
    return length > LONGEST ? Optional.of(SILENT) : Optional.empty();
  }

  /** What is in the records, which hold that much. */
  private static byte[] message(MemorySegment memory, long from, int all) {
    byte[] message = new byte[all];
    long at = from;
    for (int have = 0; have < all; ) {
      int size = size(memory, at);
      int here = Math.min(size, all - have);
      MemorySegment.copy(memory, JAVA_BYTE, at + HEADER, message, have, here);
      have += here;
      at += HEADER + size;
    }
    return message;
  }

  /** Of the payload of a record. */
  private static int size(MemorySegment memory, long at) {
    return u8(memory, at + 3) << 8 | u8(memory, at + 4);
  }

  private static int u8(MemorySegment memory, long at) {
    return memory.get(JAVA_BYTE, at) & 0xff;
  }

  private static ClientHello read(Fields hello) {
    hello.skip(2 + 32); // version, random
    hello.skip(hello.u8()); // session
    Fields ciphers = hello.part(hello.u16());
    hello.skip(hello.u8()); // compression
    Fields extensions = hello.part(hello.u16());
    String name = "";
    boolean ecdsa = false;
    boolean rsa = true; // RFC 5246 7.4.1.4.1: who says nothing knows RSA
    boolean modern = false;
    List<String> protocols = List.of();
    while (extensions.left() >= 4) {
      int kind = extensions.u16();
      Fields content = extensions.part(extensions.u16());
      switch (kind) {
        case SERVER_NAME -> name = name(content);
        case SIGNATURES -> {
          Fields schemes = content.part(content.u16());
          rsa = false;
          while (schemes.left() >= 2) {
            int scheme = schemes.u16();
            ecdsa |= (scheme & 0xff) == 3;
            rsa |= (scheme & 0xff) == 1 || (scheme >= 0x0804 && scheme <= 0x0806);
          }
        }
        case PROTOCOLS -> protocols = protocols(content);
        case VERSIONS -> {
          Fields versions = content.part(content.u8());
          while (versions.left() >= 2) {
            modern |= versions.u16() == TLS_1_3;
          }
        }
        default -> {}
      }
    }
    boolean broken = hello.isOverrun() || extensions.isOverrun() || ciphers.isOverrun();
    return broken
        ? SILENT
        : new ClientHello(name, ecdsa && (modern || anyEcdsa(ciphers)), rsa, protocols);
  }

  private static String name(Fields content) {
    Fields list = content.part(content.u16());
    boolean isHost = list.u8() == 0;
    byte[] bytes = list.part(list.u16()).rest();
    return isHost ? new String(bytes, US_ASCII).toLowerCase(Locale.ROOT) : "";
  }

  private static List<String> protocols(Fields content) {
    Fields list = content.part(content.u16());
    List<String> names = new ArrayList<>();
    boolean sound = content.left() == 0 && !content.isOverrun();
    while (sound && list.left() > 0) {
      byte[] name = list.part(list.u8()).rest();
      sound = name.length > 0 && !list.isOverrun();
      names.add(new String(name, ISO_8859_1));
    }
    return sound ? names : List.of();
  }

  /** Before TLS 1.3 the cipher says what kind of key signs. */
  private static boolean anyEcdsa(Fields ciphers) {
    while (ciphers.left() >= 2) {
      switch (ciphers.u16()) {
        case 0xc02b, 0xc02c, 0xcca9 -> {
          return true;
        }
        default -> {}
      }
    }
    return false;
  }

  /** Reads numbers from bytes; behind the end there are zeros, and it is remembered. */
  private static final class Fields {
    private final byte[] bytes;
    private final int end;
    private int at;
    private boolean overrun;

    Fields(byte[] bytes, int at, int end) {
      this.bytes = bytes;
      this.at = at;
      this.end = end;
    }

    int left() {
      return end - at;
    }

    int u8() {
      if (at >= end) {
        overrun = true;
        return 0;
      }
      return bytes[at++] & 0xff;
    }

    int u16() {
      return u8() << 8 | u8();
    }

    void skip(int count) {
      Fields _ = part(count);
    }

    Fields part(int count) {
      overrun |= count > left();
      int size = Math.min(count, left());
      at += size;
      return new Fields(bytes, at - size, at);
    }

    byte[] rest() {
      return Arrays.copyOfRange(bytes, at, end);
    }

    boolean isOverrun() {
      return overrun;
    }
  }
}
