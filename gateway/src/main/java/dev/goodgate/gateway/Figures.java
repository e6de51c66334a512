package dev.goodgate.gateway;

import dev.goodgate.gateway.listen.Acceptor;
import dev.goodgate.gateway.wire.Loop;
import java.util.List;

/**
 * How a running gateway was doing at one moment. {@code silent} are the numbers of the loops that
 * did not answer in time: they are stuck, or have far too much to do.
 */
public record Figures(List<OfLoop> loops, List<Integer> silent) {
  public Figures {
    loops = List.copyOf(loops);
    silent = List.copyOf(silent);
  }

  /** {@code lagNanos} is how long the loop took to come to the question. */
  public record OfLoop(
      int number,
      long lagNanos,
      Loop.Spent spent,
      Acceptor.Crowd clients,
      int sockets,
      Blocks blocks,
      List<OfEndpoint> endpoints) {
    public OfLoop {
      endpoints = List.copyOf(endpoints);
    }
  }

  /** Memory off the heap: all there is, and how many blocks of it are in use. */
  public record Blocks(long bytes, int lent) {}

  /** Bytes of memory and of disk that requests take which are held whole; at the most on disk. */
  public record Buffered(long memory, long disk, long mostDisk) {}

  /** The connections of one loop to one endpoint. */
  public record OfEndpoint(String upstream, String endpoint, int busy, int idle) {}
}
