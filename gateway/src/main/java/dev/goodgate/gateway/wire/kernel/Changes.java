package dev.goodgate.gateway.wire.kernel;

/** Those that are being told, and those that are gathered meanwhile for the next turn. */
final class Changes {
  private Ready gathered = new Ready();
  private Ready told = new Ready();

  Changes() {
    gathered.begin(1);
  }

  void tell(RingSocket socket, int readiness) {
    if (socket.watched && readiness != 0) {
      gathered.add(socket, readiness);
    }
  }

  /** {@code errno} is what the next send says, 0 if that has to find out. */
  void broken(RingSocket socket, int errno) {
    socket.broken = true;
    if (errno != 0) {
      socket.sendErrno = errno;
    }
    tell(socket, Kernel.READABLE | Kernel.WRITABLE | Kernel.BROKEN);
  }

  boolean isEmpty() {
    return gathered.count() == 0;
  }

  /** What was gathered is told now. */
  Ready turn() {
    Ready next = told;
    told = gathered;
    gathered = next;
    gathered.begin(told.number() + 1);
    return told;
  }

  Ready told() {
    return told;
  }
}
