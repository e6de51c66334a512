package dev.goodgate.gateway.wire;

/** A pipe of the kernel between two sockets, lent by the {@link Pipes} of their loop. */
final class Pipe implements Duplex.Conduit {
  private final Pipes home;
  private final Socket from;
  private final Socket to;
  private final long ends;
  private int waiting;

  Pipe(Pipes home, Socket from, Socket to, long ends) {
    this.home = home;
    this.from = from;
    this.to = to;
    this.ends = ends;
  }

  @Override
  public int take(int most) {
    assert waiting == 0 : "bytes wait still";
    int taken = from.receive(Pipes.writeEnd(ends), most);
    waiting = Math.max(taken, 0);
    return taken;
  }

  @Override
  public int give() {
    int given = to.send(Pipes.readEnd(ends), waiting);
    waiting -= Math.max(given, 0);
    return given;
  }

  @Override
  public int waiting() {
    return waiting;
  }

  @Override
  public void close() {
    home.giveBack(ends, waiting == 0);
  }
}
