package dev.goodgate.gateway.wire.kernel;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

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
  private static final int BOTH = SelectionKey.OP_READ | SelectionKey.OP_WRITE;
  private static final SocketAddress NAMELESS = UnixDomainSocketAddress.of("");

  private final Selector selector;
  private final List<@Nullable Slot> slots = new ArrayList<>();
  private final BitSet taken = new BitSet();
  private final ByteBuffer oneByte = ByteBuffer.allocateDirect(1);
  private final Consumer<SelectionKey> collecting = this::collect;
  private Slot[] ready = new Slot[64];
  private int[] readiness = new int[64];
  private int count;
  private byte[] acceptedFrom = {};
  private MemorySegment viewed = MemorySegment.NULL;
  private ByteBuffer view = oneByte;

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

  /** One open channel. */
  private static final class Slot {
    private final SelectableChannel channel;
    private final int handle;
    private @Nullable SelectionKey key;
    private int token;
    private int asked;
    private boolean hasAhead;
    private byte ahead;
    private int error;

    Slot(SelectableChannel channel, int handle) {
      this.channel = channel;
      this.handle = handle;
    }

    /** Wants to be told of these again. */
    void ask(int operations) {
      if (key != null && (asked & operations) != operations) {
        asked |= operations;
        key.interestOps(asked);
      }
    }

    /** An error that was met before anybody asked; told once. */
    int takeError() {
      int taken = error;
      error = 0;
      return taken;
    }

    void wasTold(int operations) {
      if (key != null) {
        asked &= ~operations;
        key.interestOps(asked);
      }
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
          switch (channel(handle)) {
            case SocketChannel channel -> channel.getLocalAddress();
            case ServerSocketChannel channel -> channel.getLocalAddress();
            case null, default -> NAMELESS;
          };
      return address instanceof InetSocketAddress ? address : NAMELESS;
    } catch (IOException closed) {
      return NAMELESS;
    }
  }

  @Override
  public int accept(int listener) {
    if (!(channel(listener) instanceof ServerSocketChannel channel)) {
      return -Errno.EINVAL.number();
    }
    SocketChannel accepted = null;
    try {
      accepted = channel.accept();
      if (accepted == null) {
        slot(listener).ask(SelectionKey.OP_ACCEPT);
        return AGAIN;
      }
      accepted.configureBlocking(false);
      acceptedFrom = new byte[0];
      if (accepted.getRemoteAddress() instanceof InetSocketAddress from) {
        accepted.setOption(StandardSocketOptions.TCP_NODELAY, true);
        acceptedFrom = from.getAddress().getHostAddress().getBytes(StandardCharsets.US_ASCII);
      }
      slot(listener).ask(SelectionKey.OP_ACCEPT);
      return give(accepted);
    } catch (IOException | RuntimeException failure) {
      closeQuietly(accepted);
      slot(listener).wasTold(SelectionKey.OP_ACCEPT); // until it is tried again
      return NioErrors.errno(failure, Errno.ECONNABORTED);
    }
  }

  @Override
  public byte[] acceptedFrom() {
    return acceptedFrom;
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
    try {
      if (stream(handle).connect(address)) {
        return 0;
      }
      // A unix socket connects at once or never: the JDK takes a full backlog for a beginning.
      return address instanceof UnixDomainSocketAddress ? AGAIN : IN_PROGRESS;
    } catch (IOException | RuntimeException failure) {
      return NioErrors.errno(failure, Errno.ECONNREFUSED);
    }
  }

  @Override
  public int connectResult(int handle) {
    try {
      Slot slot = slot(handle);
      if (!stream(handle).finishConnect()) {
        slot.ask(SelectionKey.OP_CONNECT);
        return AGAIN;
      }
      slot.ask(SelectionKey.OP_READ);
      return 0;
    } catch (IOException | RuntimeException failure) {
      return NioErrors.errno(failure, Errno.ECONNREFUSED);
    }
  }

  @Override
  public int receive(int handle, MemorySegment into, long offset, int length) {
    Slot slot = slot(handle);
    int have = 0;
    if (slot.hasAhead && length > 0) {
      slot.hasAhead = false;
      into.set(JAVA_BYTE, offset, slot.ahead);
      have = 1;
    } else {
      int error = slot.takeError();
      if (error != 0) {
        return error;
      }
    }
    int result = have < length ? read(slot, into, offset + have, length - have) : 0;
    if (have + Math.max(0, result) < length) {
      slot.ask(SelectionKey.OP_READ);
    }
    if (have == 1 && result < 0 && result != AGAIN) {
      slot.error = result; // after the byte that came before it
    }
    return have == 0 ? result : have + Math.max(0, result);
  }

  /** Bytes, 0 at the end, AGAIN, or another negative errno. */
  private int read(Slot slot, MemorySegment into, long offset, int length) {
    try {
      int read = stream(slot.handle).read(view(into, offset, length));
      return read > 0 ? read : read == 0 ? AGAIN : 0;
    } catch (IOException | RuntimeException failure) {
      return NioErrors.errno(failure, Errno.ECONNRESET);
    }
  }

  @Override
  public int send(int handle, MemorySegment from, long offset, int length) {
    int error = slot(handle).takeError();
    if (error != 0) {
      return error;
    }
    try {
      int written = stream(handle).write(view(from, offset, length));
      if (written < length) {
        slot(handle).ask(SelectionKey.OP_WRITE);
      }
      return written == 0 && length > 0 ? AGAIN : written;
    } catch (IOException | RuntimeException failure) {
      return NioErrors.errno(failure, Errno.EPIPE);
    }
  }

  /** The memory as a buffer; most calls are about the memory of the call before. */
  private ByteBuffer view(MemorySegment memory, long offset, int length) {
    if (!memory.equals(viewed)) {
      viewed = memory;
      view = memory.asByteBuffer();
    }
    return view.limit((int) offset + length).position((int) offset);
  }

  @Override
  public void shutdownOutput(int handle) {
    try {
      stream(handle).shutdownOutput();
    } catch (IOException | RuntimeException gone) {
      // then the other side knows already
    }
  }

  @Override
  public void close(int handle) {
    Slot slot = slots.set(handle, null);
    if (slot == null) {
      return;
    }
    taken.clear(handle);
    closeQuietly(slot.channel);
    if (slot.channel instanceof ServerSocketChannel) {
      letGo(slot);
    }
  }

  /** A channel stays open in truth until its selector has looked: for one that cannot wait. */
  private void letGo(Slot slot) {
    try {
      if (slot.key != null) {
        selector.selectNow(_ -> {});
      }
    } catch (IOException unable) {
      // the next await does it
    }
  }

  @Override
  public void abort(int handle) {
    Slot slot = slots.get(handle);
    if (slot != null
        && slot.channel instanceof SocketChannel channel
        && channel.supportedOptions().contains(StandardSocketOptions.SO_LINGER)) {
      try {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
      } catch (IOException gone) {
        // then there is nobody to be told
      }
    }
    close(handle);
    if (slot != null) {
      letGo(slot);
    }
  }

  @Override
  public int watch(int handle, int token) {
    Slot slot = slot(handle);
    slot.token = token;
    slot.asked =
        switch (slot.channel) {
          case SocketChannel channel -> channel.isConnected() ? BOTH : SelectionKey.OP_CONNECT;
          default -> SelectionKey.OP_ACCEPT;
        };
    try {
      slot.key = slot.channel.register(selector, slot.asked, slot);
      return 0;
    } catch (IOException | RuntimeException failure) {
      return NioErrors.errno(failure, Errno.EINVAL);
    }
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
    if (!(key.attachment() instanceof Slot slot) || !key.isValid()) {
      return;
    }
    int operations = key.readyOps();
    if (operations != SelectionKey.OP_ACCEPT) { // clients wait until they are accepted
      slot.wasTold(operations);
    }
    int told = 0;
    if ((operations & (SelectionKey.OP_WRITE | SelectionKey.OP_CONNECT)) != 0) {
      told |= WRITABLE;
    }
    if ((operations & SelectionKey.OP_ACCEPT) != 0) {
      told |= READABLE;
    }
    if ((operations & SelectionKey.OP_READ) != 0) {
      told |= READABLE | lookAhead(slot);
    }
    if (count == ready.length) {
      ready = Arrays.copyOf(ready, count * 2);
      readiness = Arrays.copyOf(readiness, count * 2);
    }
    ready[count] = slot;
    readiness[count++] = told;
  }

  /**
   * What a selector does not tell: whether it is bytes that can be read, or the end, or a break.
   */
  private int lookAhead(Slot slot) {
    if (slot.hasAhead || slot.error != 0) {
      return 0;
    }
    try {
      int read = stream(slot.handle).read(oneByte.clear());
      slot.hasAhead = read > 0;
      slot.ahead = oneByte.get(0);
      return read < 0 ? ENDED : 0;
    } catch (IOException | RuntimeException failure) {
      slot.error = NioErrors.errno(failure, Errno.ECONNRESET);
      return WRITABLE | ENDED | BROKEN;
    }
  }

  @Override
  public int readyHandle(int index) {
    return ready[index].handle;
  }

  @Override
  public int readyToken(int index) {
    return ready[index].token;
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
    if (handle == slots.size()) {
      slots.add(null);
    }
    taken.set(handle);
    slots.set(handle, new Slot(channel, handle));
    return handle;
  }

  private Slot slot(int handle) {
    Slot slot = handle < slots.size() ? slots.get(handle) : null;
    if (slot == null) {
      throw new IllegalStateException("no socket has the number " + handle);
    }
    return slot;
  }

  private @Nullable SelectableChannel channel(int handle) {
    Slot slot = handle < slots.size() ? slots.get(handle) : null;
    return slot == null ? null : slot.channel;
  }

  private SocketChannel stream(int handle) {
    return (SocketChannel) slot(handle).channel;
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
