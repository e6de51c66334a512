package dev.goodgate.trials.load;

import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.SocketEvents;
import dev.goodgate.gateway.wire.kernel.Kernel;
import java.lang.foreign.MemorySegment;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** One connection that asks for the same answer over and over, whenever its owner wants. */
final class LoadClient implements SocketEvents {
  /** Decides what comes next. */
  interface Owner {
    /** The whole answer is there; the connection is open. */
    void answered(LoadClient client);

    /** The gateway has closed the connection between two answers; it is closed here too. */
    void ended(LoadClient client);

    /** The answer is no good; the connection is closed. */
    void failed(LoadClient client, Flaw flaw);
  }

  private final Loop loop;
  private final InetSocketAddress address;
  private final MemorySegment request;
  private final ReplyCheck check;
  private final Owner owner;
  private @Nullable Duplex socket;
  private boolean waiting;
  long answers;

  /** When the answer under way was due to be asked for, 0 where nothing was. */
  long dueAt;

  LoadClient(Loop loop, Question question, MemorySegment request, Owner owner) {
    this.loop = loop;
    this.address = question.address();
    this.check = new ReplyCheck(question.expected());
    this.request = request;
    this.owner = owner;
  }

  /** Connects, then asks. */
  void open() {
    waiting = true;
    socket = loop.dial(address, this, errno -> owner.failed(this, Flaw.BROKEN));
    if (socket != null && socket.isConnected()) {
      ask();
    }
  }

  /** Asks once more on the same connection. */
  void ask() {
    check.begin();
    waiting = true;
    int length = (int) request.byteSize();
    if (socket == null || socket.send(request, 0, length) != length) {
      fail(Flaw.BROKEN);
    }
  }

  /** Ends without telling the owner. */
  void leave() {
    if (socket != null) {
      socket.close();
      socket = null;
    }
  }

  @Override
  public void ready() {
    if (socket == null) {
      return;
    }
    if (!socket.isConnected()) {
      int result = socket.finishConnect();
      if (result == Kernel.AGAIN) {
        return;
      }
      if (result < 0) {
        fail(Flaw.BROKEN);
        return;
      }
      ask();
    }
    read();
  }

  private void read() {
    Duplex reading = socket;
    while (reading != null && !reading.isClosed()) {
      int received = reading.receive(loop.scratch(), Loop.HEADROOM, Loop.SCRATCH);
      if (received == Duplex.AGAIN) {
        return;
      }
      if (received < 0) {
        end(received == Duplex.END);
        return;
      }
      take(received);
    }
  }

  private void take(int received) {
    if (!waiting) {
      fail(Flaw.LENGTH);
      return;
    }
    switch (check.take(loop.scratch(), Loop.HEADROOM, received)) {
      case PARTIAL -> {}
      case WRONG_STATUS -> fail(Flaw.STATUS);
      case WRONG_LENGTH -> fail(Flaw.LENGTH);
      case WHOLE -> {
        waiting = false;
        answers++;
        owner.answered(this);
      }
    }
  }

  private void end(boolean inPeace) {
    if (!inPeace || waiting) {
      fail(Flaw.BROKEN);
      return;
    }
    leave();
    owner.ended(this);
  }

  private void fail(Flaw flaw) {
    leave();
    owner.failed(this, flaw);
  }
}
