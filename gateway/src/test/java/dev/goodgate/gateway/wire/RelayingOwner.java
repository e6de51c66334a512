package dev.goodgate.gateway.wire;

import dev.goodgate.gateway.wire.kernel.Kernel;
import dev.goodgate.gateway.wire.memory.Block;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;

/**
 * The smallest owner that does all that an owner does: dials for each client, and carries bytes and
 * ends both ways, with a little work a turn and no more than one receive kept for each way.
 */
final class RelayingOwner implements Loop.Accepted {
  private static final int ROUNDS = 3;
  private static final int PIECE = 3_000;

  private final Loop loop;
  private final SocketAddress there;
  private final List<Way> ways = new ArrayList<>();
  private Duplex client;
  private Duplex upstream;
  private boolean over;
  private int told;
  private int calledAfterEnd;

  RelayingOwner(Loop loop, SocketAddress there) {
    this.loop = loop;
    this.there = there;
  }

  /** One way of the two. */
  private static final class Way {
    private final Duplex from;
    private final Duplex to;
    private Block kept;
    private boolean done;

    Way(Duplex from, Duplex to) {
      this.from = from;
      this.to = to;
    }
  }

  @Override
  public void accepted(Duplex mine) {
    client = mine;
    upstream = loop.dial(there, this, _ -> end());
    if (over) {
      return;
    }
    ways.add(new Way(client, upstream));
    ways.add(new Way(upstream, client));
    if (client.watch() < 0) {
      end();
    } else if (upstream.isConnected()) {
      carry();
    }
  }

  @Override
  public void ready() {
    told++;
    if (over) {
      calledAfterEnd++;
    } else if (ways.isEmpty()) {
      client.again();
    } else if (isLost(client) || isLost(upstream)) {
      end();
    } else if (upstream.isConnected()) {
      carry();
    } else {
      int result = upstream.finishConnect();
      if (result == 0) {
        carry();
      } else if (result != Kernel.AGAIN) {
        end();
      }
    }
  }

  /** Broken before we ended our side of it; one that failed to connect says so itself. */
  private boolean isLost(Duplex socket) {
    return socket.isConnected()
        && socket.isBroken()
        && ways.stream().anyMatch(way -> way.to == socket && !way.done);
  }

  private void carry() {
    for (Way way : ways) {
      if (!over && !carry(way)) {
        end();
      }
    }
    if (!over && ways.stream().allMatch(way -> way.done)) {
      over = true;
      client.close();
      upstream.close();
    }
  }

  /** False when it is broken. */
  private boolean carry(Way way) {
    for (int round = 0; round < ROUNDS; round++) {
      if (way.kept != null && !flush(way)) {
        return false;
      }
      if (way.kept != null || way.done) {
        return true;
      }
      int count = way.from.receive(loop.scratch(), Loop.HEADROOM, PIECE);
      if (count == Duplex.AGAIN) {
        return true;
      }
      if (count == Duplex.END) {
        way.to.shutdownOutput();
        way.done = true;
        return true;
      }
      if (count < 0) {
        return false;
      }
      way.kept = loop.blocks().borrow(count);
      way.kept.append(loop.scratch(), Loop.HEADROOM, count);
    }
    way.from.again();
    return true;
  }

  private boolean flush(Way way) {
    int taken = way.to.send(way.kept.memory(), way.kept.taken(), way.kept.remaining());
    if (taken < 0) {
      return false;
    }
    way.kept.take(taken);
    if (way.kept.remaining() == 0) {
      loop.blocks().giveBack(way.kept);
      way.kept = null;
    }
    return true;
  }

  private void end() {
    over = true;
    client.abort();
    if (upstream != null) {
      upstream.abort();
    }
    for (Way way : ways) {
      if (way.kept != null) {
        loop.blocks().giveBack(way.kept);
        way.kept = null;
      }
    }
  }

  int told() {
    return told;
  }

  int calledAfterEnd() {
    return calledAfterEnd;
  }

  boolean isOver() {
    return over;
  }
}
