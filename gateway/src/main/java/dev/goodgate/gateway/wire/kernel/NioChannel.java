package dev.goodgate.gateway.wire.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/** One channel of a {@link NioKernel}: what is asked of the selector, what was read ahead. */
final class NioChannel {
  private static final int BOTH = SelectionKey.OP_READ | SelectionKey.OP_WRITE;

  private final SelectableChannel channel;
  private final int handle;
  private final SegmentView view;
  private @Nullable SelectionKey key;
  private int token;
  private int asked;
  private boolean hasAhead;
  private byte ahead;
  private int error;

  NioChannel(SelectableChannel channel, int handle, SegmentView view) {
    this.channel = channel;
    this.handle = handle;
    this.view = view;
  }

  SelectableChannel channel() {
    return channel;
  }

  int handle() {
    return handle;
  }

  int token() {
    return token;
  }

  boolean isWatched() {
    return key != null;
  }

  int watch(Selector selector, int newToken) {
    token = newToken;
    asked = SelectionKey.OP_ACCEPT;
    if (channel instanceof SocketChannel stream) {
      asked = stream.isConnected() ? BOTH : SelectionKey.OP_CONNECT;
    }
    try {
      key = channel.register(selector, asked, this);
      return 0;
    } catch (IOException | RuntimeException failure) {
      return NioErrors.errno(failure, Errno.EINVAL);
    }
  }

  /** Wants to be told of these again. */
  void ask(int operations) {
    if (key != null && (asked & operations) != operations) {
      asked |= operations;
      key.interestOps(asked);
    }
  }

  /** Wants to be told of these no more, until it asks again. */
  void wasTold(int operations) {
    if (key != null) {
      asked &= ~operations;
      key.interestOps(asked);
    }
  }

  int connect(SocketAddress address) {
    try {
      if (stream().connect(address)) {
        return 0;
      }
      // A unix socket connects at once or never: the JDK takes a full backlog for a beginning.
      return address instanceof UnixDomainSocketAddress ? Kernel.AGAIN : Kernel.IN_PROGRESS;
    } catch (IOException | RuntimeException failure) {
      return NioErrors.errno(failure, Errno.ECONNREFUSED);
    }
  }

  int connectResult() {
    try {
      if (!stream().finishConnect()) {
        ask(SelectionKey.OP_CONNECT);
        return Kernel.AGAIN;
      }
      ask(SelectionKey.OP_READ);
      return 0;
    } catch (IOException | RuntimeException failure) {
      return NioErrors.errno(failure, Errno.ECONNREFUSED);
    }
  }

  int receive(MemorySegment into, long offset, int length) {
    int have = takeAhead(into, offset);
    if (have == 0 && error != 0) {
      return takeError();
    }
    int result = have < length ? read(into, offset + have, length - have) : 0;
    int count = have + Math.max(0, result);
    if (count < length) {
      ask(SelectionKey.OP_READ);
    }
    if (have > 0 && result < 0 && result != Kernel.AGAIN) {
      error = result; // told after the byte that came before it
    }
    return have > 0 ? count : result;
  }

  private int takeAhead(MemorySegment into, long offset) {
    if (!hasAhead) {
      return 0;
    }
    hasAhead = false;
    into.set(JAVA_BYTE, offset, ahead);
    return 1;
  }

  /** Bytes, 0 at the end, AGAIN, or another negative errno. */
  private int read(MemorySegment into, long offset, int length) {
    try {
      int read = stream().read(view.of(into, offset, length));
      return read > 0 ? read : read == 0 ? Kernel.AGAIN : 0;
    } catch (IOException | RuntimeException failure) {
      return NioErrors.errno(failure, Errno.ECONNRESET);
    }
  }

  int send(MemorySegment from, long offset, int length) {
    if (error != 0) {
      return takeError();
    }
    try {
      int written = stream().write(view.of(from, offset, length));
      if (written < length) {
        ask(SelectionKey.OP_WRITE);
      }
      return written == 0 && length > 0 ? Kernel.AGAIN : written;
    } catch (IOException | RuntimeException failure) {
      return NioErrors.errno(failure, Errno.EPIPE);
    }
  }

  /** What a selector does not tell: whether bytes can be read, or the end, or a break. */
  int lookAhead(ByteBuffer oneByte) {
    if (hasAhead || error != 0) {
      return 0;
    }
    try {
      int read = stream().read(oneByte.clear());
      hasAhead = read > 0;
      ahead = oneByte.get(0);
      return read < 0 ? Kernel.ENDED : 0;
    } catch (IOException | RuntimeException failure) {
      error = NioErrors.errno(failure, Errno.ECONNRESET);
      return Kernel.WRITABLE | Kernel.ENDED | Kernel.BROKEN;
    }
  }

  /** An error that was met before anybody asked; told once. */
  private int takeError() {
    int taken = error;
    error = 0;
    return taken;
  }

  void shutdownOutput() {
    try {
      stream().shutdownOutput();
    } catch (IOException | RuntimeException gone) {
      // then the other side knows already
    }
  }

  /** The other side will see a reset; that of a unix socket cannot. */
  void resetAtClose() {
    try {
      if (channel instanceof SocketChannel stream
          && stream.supportedOptions().contains(StandardSocketOptions.SO_LINGER)) {
        stream.setOption(StandardSocketOptions.SO_LINGER, 0);
      }
    } catch (IOException gone) {
      // then there is nobody to be told
    }
  }

  private SocketChannel stream() {
    return (SocketChannel) channel;
  }
}
