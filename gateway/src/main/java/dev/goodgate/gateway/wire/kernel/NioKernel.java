package dev.goodgate.gateway.wire.kernel;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.SocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Java's own channels, for systems whose calls we do not know. Belongs to the thread that made it.
 *
 * <p>How it works: a selector tells levels, the door promises changes. So what was told is not
 * asked for again before a call has met its end: a receive that brought less than it could, a send
 * that was not taken whole. A selector does not tell an end or a reset from bytes either; a byte is
 * read ahead to find out, and handed over first by the next receive. Errors come as words, which
 * {@link NioErrors} turns back into errnos.
 */
final class NioKernel implements Kernel {
  private static final SocketAddress NAMELESS = UnixDomainSocketAddress.of("");

  private final Selector selector;
  private final List<@Nullable NioChannel> channels = new ArrayList<>();
  private final SegmentView view = new SegmentView();
  private final BitSet taken = new BitSet();
  private final ByteBuffer oneByte = ByteBuffer.allocateDirect(1);
  private final Consumer<SelectionKey> collecting = this::collect;
  private NioChannel[] ready = new NioChannel[64];
  private int[] readiness = new int[64];
  private int count;
  private byte[] acceptedFrom = {};
  private int acceptedPort;

  NioKernel() {
    try {
      selector = Selector.open();
    } catch (IOException none) {
      throw new IllegalStateException("no selector", none);
    }
  }

  /** Whether this system lets several listen at one address: else one loop has to do. */
  static boolean sharesListeners() {
    try (ServerSocketChannel trial = ServerSocketChannel.open()) {
      return trial.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT);
    } catch (IOException unable) {
      return false;
    }
  }

  @Override
  public int listen(SocketAddress address, int backlog, boolean shared) {
    ServerSocketChannel channel = null;
    try {
      channel = ServerSocketChannel.open(family(address));
      channel.configureBlocking(false);
      if (!(address instanceof UnixDomainSocketAddress)) {
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        if (shared) {
          channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        }
      }
      channel.bind(address, backlog);
      return give(channel);
    } catch (IOException | RuntimeException failure) {
      closeQuietly(channel);
      return NioErrors.errno(failure, Errno.EADDRINUSE);
    }
  }

  @Override
  public SocketAddress localAddress(int handle) {
    try {
      SocketAddress address =
          switch (at(handle).channel()) {
            case SocketChannel channel -> channel.getLocalAddress();
            case ServerSocketChannel channel -> channel.getLocalAddress();
            default -> NAMELESS;
          };
      return address instanceof InetSocketAddress ? address : NAMELESS;
    } catch (IOException closed) {
      return NAMELESS;
    }
  }

  @Override
  public int accept(int listener) {
    if (!(isOpen(listener) && at(listener).channel() instanceof ServerSocketChannel channel)) {
      return -Errno.EINVAL.number();
    }
    SocketChannel accepted = null;
    try {
      accepted = channel.accept();
      if (accepted == null) {
        at(listener).ask(SelectionKey.OP_ACCEPT);
        return AGAIN;
      }
      accepted.configureBlocking(false);
      acceptedFrom = new byte[0];
      acceptedPort = 0;
      if (accepted.getRemoteAddress() instanceof InetSocketAddress from) {
        accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
        acceptedFrom = from.getAddress().getHostAddress().getBytes(StandardCharsets.US_ASCII);
        acceptedPort = from.getPort();
      }
      at(listener).ask(SelectionKey.OP_ACCEPT);
      return give(accepted);
    } catch (IOException | RuntimeException failure) {
      closeQuietly(accepted);
      at(listener).wasTold(SelectionKey.OP_ACCEPT); // until it is tried again
      return NioErrors.errno(failure, Errno.ECONNABORTED);
    }
  }

  @Override
  public byte[] acceptedFrom() {
    return acceptedFrom;
  }

  @Override
  public int acceptedPort() {
    return acceptedPort;
  }

  @Override
  public int open(SocketAddress address) {
    SocketChannel channel = null;
    try {
      channel = SocketChannel.open(family(address));
      channel.configureBlocking(false);
      if (!(address instanceof UnixDomainSocketAddress)) {
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
      }
      return give(channel);
    } catch (IOException | RuntimeException failure) {
      closeQuietly(channel);
      return NioErrors.errno(failure, Errno.EMFILE);
    }
  }

  @Override
  public int connect(int handle, SocketAddress address) {
    return at(handle).connect(address);
  }

  @Override
  public int connectResult(int handle) {
    return at(handle).connectResult();
  }

  @Override
  public int receive(int handle, MemorySegment into, long offset, int length) {
    return at(handle).receive(into, offset, length);
  }

  @Override
  public int send(int handle, MemorySegment from, long offset, int length) {
    return at(handle).send(from, offset, length);
  }

  @Override
  public void shutdownOutput(int handle) {
    at(handle).shutdownOutput();
  }

  @Override
  public void close(int handle) {
    NioChannel closing = at(handle);
    forget(closing);
    if (closing.channel() instanceof ServerSocketChannel) {
      letGo(closing);
    }
  }

  @Override
  public void abort(int handle) {
    NioChannel closing = at(handle);
    closing.resetAtClose();
    forget(closing);
    letGo(closing);
  }

  private void forget(NioChannel closing) {
    channels.set(closing.handle(), null);
    taken.clear(closing.handle());
    closeQuietly(closing.channel());
  }

  /** A channel stays open in truth until its selector has looked: for one that cannot wait. */
  private void letGo(NioChannel closed) {
    try {
      if (closed.isWatched()) {
        selector.selectNow(_ -> {});
      }
    } catch (IOException unable) {
      // the next await does it
    }
  }

  @Override
  public int watch(int handle, int token) {
    return at(handle).watch(selector, token);
  }

  @Override
  public int await(long nanos) {
    count = 0;
    try {
      if (nanos == 0) {
        selector.selectNow(collecting);
      } else {
        selector.select(collecting, nanos < 0 ? 0 : (nanos + 999_999) / 1_000_000);
      }
    } catch (IOException interrupted) {
      return count;
    }
    return count;
  }

  private void collect(SelectionKey key) {
    if (!(key.attachment() instanceof NioChannel changed) || !key.isValid()) {
      return;
    }
    int operations = key.readyOps();
    if (operations != SelectionKey.OP_ACCEPT) { // clients wait until they are accepted
      changed.wasTold(operations);
    }
    int told = 0;
    if ((operations & (SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT)) != 0) {
      told |= WRITABLE;
    }
    if ((operations & SelectionKey.OP_ACCEPT) != 0) {
      told |= READABLE;
    }
    if ((operations & SelectionKey.OP_READ) != 0) {
      told |= READABLE | changed.lookAhead(oneByte);
    }
    if (count == ready.length) {
      ready = Arrays.copyOf(ready, count * 2);
      readiness = Arrays.copyOf(readiness, count * 2);
    }
    ready[count] = changed;
    readiness[count++] = told;
  }

  @Override
  public int readyHandle(int index) {
    return ready[index].handle();
  }

  @Override
  public int readyToken(int index) {
    return ready[index].token();
  }

  @Override
  public int readiness(int index) {
    return readiness[index];
  }

  @Override
  public void wake() {
    selector.wakeup();
  }

  @Override
  public void close() {
    try {
      selector.close();
    } catch (IOException unable) {
      // nothing is lost by it
    }
  }

  /** The lowest number that is free, as a system would. */
  private int give(SelectableChannel channel) {
    int handle = taken.nextClearBit(0);
    if (handle == channels.size()) {
      channels.add(null);
    }
    taken.set(handle);
    channels.set(handle, new NioChannel(channel, handle, view));
    return handle;
  }

  private boolean isOpen(int handle) {
    return taken.get(handle);
  }

  private NioChannel at(int handle) {
    NioChannel found = isOpen(handle) ? channels.get(handle) : null;
    if (found == null) {
      throw new IllegalStateException("no socket has the number " + handle);
    }
    return found;
  }

  private static ProtocolFamily family(SocketAddress address) {
    if (address instanceof InetSocketAddress inet) {
      return inet.getAddress() instanceof Inet6Address
          ? StandardProtocolFamily.INET6
          : StandardProtocolFamily.INET;
    }
    return StandardProtocolFamily.UNIX;
  }

  private static void closeQuietly(@Nullable SelectableChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException unable) {
      // it is gone all the same
    }
  }
}
