package dev.goodgate.lab.handshake;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What of a client's first message (RFC 8446 4.1.2) a server's conduct depends on. */
record ClientHello(Optional<String> name, List<String> protocols) {
  private static final int MAX = 16 * 1024;
  private static final int HANDSHAKE = 22;
  private static final int CLIENT_HELLO = 1;
  private static final int SERVER_NAME = 0;
  private static final int HOST_NAME = 0;
  private static final int PROTOCOLS = 16;

  ClientHello {
    protocols = List.copyOf(protocols);
  }

  /** Looks ahead and eats nothing; absent where it is malformed, cut short or too long. */
  static Optional<ClientHello> peek(InputStream in) throws IOException {
    in.mark(MAX);
    try {
      return Optional.of(read(message(in)));
    } catch (BufferUnderflowException malformed) {
      return Optional.empty();
    } finally {
      in.reset();
    }
  }

  /** The message may lie in several records. */
  private static ByteBuffer message(InputStream in) throws IOException {
    ByteArrayOutputStream message = new ByteArrayOutputStream();
    for (int left = MAX, wanted = 4; message.size() < wanted; ) {
      ByteBuffer head = ByteBuffer.wrap(in.readNBytes(5));
      int type = head.get();
      take(head, 2);
      int length = head.getShort() & 0xffff;
      left -= 5 + length;
      if (type != HANDSHAKE || length == 0 || left < 0) {
        throw new BufferUnderflowException();
      }
      message.writeBytes(in.readNBytes(length));
      if (message.size() >= 4) {
        ByteBuffer start = ByteBuffer.wrap(message.toByteArray());
        wanted = 4 + (start.getInt() & 0xffffff);
      }
    }
    return ByteBuffer.wrap(message.toByteArray());
  }

  private static ClientHello read(ByteBuffer message) {
    if (message.get() != CLIENT_HELLO) {
      throw new BufferUnderflowException();
    }
    ByteBuffer hello =
        take(message, ((message.get() & 0xff) << 16) | (message.getShort() & 0xffff));
    take(hello, 2 + 32);
    byBytes(hello);
    byShorts(hello);
    byBytes(hello);
    Optional<String> name = Optional.empty();
    List<String> protocols = new ArrayList<>();
    ByteBuffer extensions = hello.hasRemaining() ? byShorts(hello) : hello;
    while (extensions.hasRemaining()) {
      int type = extensions.getShort();
      ByteBuffer content = byShorts(extensions);
      if (type == SERVER_NAME) {
        ByteBuffer names = byShorts(content);
        name = names.get() == HOST_NAME ? Optional.of(text(byShorts(names))) : name;
      } else if (type == PROTOCOLS) {
        for (ByteBuffer list = byShorts(content); list.hasRemaining(); ) {
          protocols.add(text(byBytes(list)));
        }
      }
    }
    return new ClientHello(name, protocols);
  }

  private static ByteBuffer byBytes(ByteBuffer from) {
    return take(from, from.get() & 0xff);
  }

  private static ByteBuffer byShorts(ByteBuffer from) {
    return take(from, from.getShort() & 0xffff);
  }

  private static ByteBuffer take(ByteBuffer from, int length) {
    if (length > from.remaining()) {
      throw new BufferUnderflowException();
    }
    ByteBuffer part = from.slice(from.position(), length);
    from.position(from.position() + length);
    return part;
  }

  private static String text(ByteBuffer bytes) {
    return ISO_8859_1.decode(bytes).toString();
  }
}
