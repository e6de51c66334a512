package dev.goodgate.gateway.relay;

import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import org.jspecify.annotations.Nullable;

/**
 * What an exchange becomes once an endpoint has answered 101 as it was asked to (RFC 9110 7.8):
 * bytes go both ways, and nothing is read of them.
 *
 * <p>How it works: two {@link Pipe}s. An end on one side is told to the other, which may go on
 * speaking. A side that breaks without having ended is the end of all, and the other side is to see
 * that; one that breaks after its end has only done what many do who close at once.
 */
final class Tunnel {
  private final Duplex client;
  private final Duplex endpoint;
  private final Pipe up;
  private final Pipe down;
  private long carriedBefore;

  /** {@code up} goes to the endpoint and {@code down} to the client; both may hold bytes still. */
  Tunnel(Loop loop, Client client, Duplex endpoint, Outlet up, Outlet down) {
    this.client = client.duplex();
    this.endpoint = endpoint;
    this.up = new Pipe(loop, this.client, endpoint, up);
    this.down = new Pipe(loop, endpoint, this.client, down);
    int kept = client.takeKept(loop.scratch(), Loop.HEADROOM);
    this.up.push(loop.scratch(), Loop.HEADROOM, Loop.HEADROOM + kept);
  }

  /** Carries what can be carried; returns how it all ends, null while it does not. */
  @Nullable Ending pump() {
    Pipe.State there = up.pump();
    Pipe.State back = down.pump();
    if (back == Pipe.State.BROKEN || isGone(endpoint, there, down)) {
      Failure trouble = endpoint.trouble();
      return new Ending.Failed(
          trouble == null ? StreamFailures.upstreamEnded(Phase.UPGRADE, down.errno()) : trouble);
    }
    if (there == Pipe.State.BROKEN || isGone(client, back, up)) {
      return new Ending.Abandoned(Phase.UPGRADE);
    }
    return there == Pipe.State.FLOWS || back == Pipe.State.FLOWS ? null : new Ending.Answered(101);
  }

  /**
   * Whether one has left whose bytes cannot be read, since those before them are stuck: {@code to}
   * is the pipe that leads to it, by which it was not told of any end.
   */
  private static boolean isGone(Duplex one, Pipe.State to, Pipe from) {
    return from.isBlocked() && to == Pipe.State.FLOWS && one.isBroken();
  }

  /** Whether it has carried anything since this was asked last. */
  boolean hasMoved() {
    long before = carriedBefore;
    carriedBefore = up.carried() + down.carried();
    return carriedBefore > before;
  }

  /** Whether one side has ended its stream. */
  boolean isHalfClosed() {
    return !up.flows() || !down.flows();
  }

  /** Whether both sides have taken all that was said. */
  boolean isEmpty() {
    return !up.isBlocked() && !down.isBlocked();
  }

  long fromClient() {
    return up.carried();
  }

  long fromEndpoint() {
    return down.carried();
  }
}
