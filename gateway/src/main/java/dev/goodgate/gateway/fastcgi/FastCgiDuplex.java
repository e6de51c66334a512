package dev.goodgate.gateway.fastcgi;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.goodgate.gateway.preface.Ends;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.kernel.Errno;
import dev.goodgate.gateway.wire.kernel.Kernel;
import dev.goodgate.vocabulary.traffic.Failure;
import java.lang.foreign.MemorySegment;
import java.net.SocketAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * FastCGI over a socket, as HTTP/1: takes a request's text and makes records of it, makes a reply's
 * text of the records that come back. One request after the other, as applications have it.
 *
 * <p>How it works: what is sent waits as records until the socket takes it, and of a piece that
 * does not go out whole the last byte is said to be untaken, so that the sender comes back. A
 * reply's head is held until it is whole, but its first nine bytes, which are always the same, are
 * given as soon as anything comes: the receiver then knows that the endpoint has begun. A body
 * whose length is not told becomes chunks in the memory it was received into, one a receive.
 */
final class FastCgiDuplex implements Duplex {
  private static final int BROKEN = -Errno.EPROTO.number();
  private static final int ROUNDS = 4;
  private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(UTF_8);

  private final Duplex socket;
  private final RequestRecords request;
  private final ReplyRecords reply;
  private @Nullable Failure trouble;
  private boolean owed;
  private boolean continues;

  FastCgiDuplex(FastCgi tools, Duplex socket, Supplier<Ends> ends) {
    this.socket = socket;
    this.request = new RequestRecords(tools, ends);
    this.reply = new ReplyRecords(tools);
  }

  @Override
  public int send(MemorySegment from, long offset, int length) {
    if (trouble != null || !request.flush(socket)) {
      return Kernel.BROKEN_PIPE;
    }
    if (request.isPending()) {
      return 0;
    }
    int taken = owed ? 1 : 0;
    owed = false;
    while (taken < length && !request.isPending()) {
      if (!take(from, (int) offset + taken, length - taken) || !request.flush(socket)) {
        return Kernel.BROKEN_PIPE;
      }
      if (request.taken() == 0) {
        break; // there is more than the request said
      }
      taken += request.taken();
    }
    owed = request.isPending() && taken == length;
    return owed ? taken - 1 : taken;
  }

  private boolean take(MemorySegment from, int offset, int length) {
    if (reply.isOver() && request.isWhole()) {
      request.end(); // what comes now begins another
    }
    boolean begins = !request.isBegun();
    request.take(from, offset, length);
    trouble = request.failure();
    if (begins && trouble == null) {
      reply.begin(request.isHead());
      continues = request.expectsContinue() && !request.isWhole();
    }
    return trouble == null;
  }

  @Override
  public int receive(MemorySegment into, long offset, int length) {
    if (trouble != null) {
      return BROKEN;
    }
    if (!request.flush(socket)) {
      request.end(); // what is to be read may tell why
    }
    if (continues) {
      continues = false;
      MemorySegment.copy(CONTINUE, 0, into, JAVA_BYTE, offset, CONTINUE.length);
      return CONTINUE.length;
    }
    int at = (int) offset;
    for (int round = 0; round < ROUNDS; round++) {
      if (reply.hasReady()) {
        return reply.give(into, at, length);
      }
      if (reply.isOver()) {
        return reply.isBegun() ? END : socket.receive(into, offset, length);
      }
      int count = socket.receive(into, reply.into(at), reply.wants(length));
      if (count == AGAIN) {
        return AGAIN;
      }
      if (count < 0) {
        trouble = reply.lost(count);
        return count;
      }
      int made = reply.take(into, at, count);
      trouble = reply.failure();
      if (made > 0 || trouble != null) {
        return made > 0 ? made : BROKEN;
      }
    }
    socket.again();
    return AGAIN;
  }

  @Override
  public @Nullable Failure trouble() {
    return trouble;
  }

  @Override
  public String aside() {
    return reply.aside();
  }

  /** While a request is under way there is something to come, so that nobody else is lent this. */
  @Override
  public boolean mayRead() {
    return reply.hasReady() || !reply.isOver() || reply.hasExcess() || socket.mayRead();
  }

  @Override
  public boolean mayWrite() {
    return socket.mayWrite();
  }

  @Override
  public int finishConnect() {
    return socket.finishConnect();
  }

  @Override
  public int watch() {
    return socket.watch();
  }

  @Override
  public void watchSoon() {
    socket.watchSoon();
  }

  @Override
  public void again() {
    socket.again();
  }

  @Override
  public boolean isConnected() {
    return socket.isConnected();
  }

  @Override
  public boolean isEnded() {
    return socket.isEnded();
  }

  @Override
  public boolean isBroken() {
    return socket.isBroken();
  }

  @Override
  public boolean isClosed() {
    return socket.isClosed();
  }

  @Override
  public SocketAddress localAddress() {
    return socket.localAddress();
  }

  @Override
  public void shutdownOutput() {
    socket.shutdownOutput();
  }

  @Override
  public void close() {
    end();
    socket.close();
  }

  @Override
  public void abort() {
    end();
    socket.abort();
  }

  private void end() {
    request.end();
    reply.end();
  }
}
