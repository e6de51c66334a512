package dev.goodgate.gateway.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.lang.foreign.ValueLayout;
import java.util.function.Consumer;

/** Keeps what it is told; reads all there is each time, unless it is told not to. */
class RecordingOwner implements Loop.Accepted {
  private final Loop loop;
  private final Consumer<RecordingOwner> whenTold;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream();
  private Duplex socket;
  boolean reads = true;
  boolean watches = true;
  int told;
  int result = 1;

  RecordingOwner(Loop loop) {
    this(loop, _ -> {});
  }

  /** {@code whenTold} comes before reading. */
  RecordingOwner(Loop loop, Consumer<RecordingOwner> whenTold) {
    this.loop = loop;
    this.whenTold = whenTold;
  }

  RecordingOwner deaf() {
    reads = false;
    return this;
  }

  @Override
  public void accepted(Duplex mine) {
    socket = mine;
    if (reads) {
      read();
    } else if (watches) {
      socket.watch();
    }
  }

  RecordingOwner dialled(Duplex mine) {
    socket = mine;
    return this;
  }

  @Override
  public void ready() {
    told++;
    whenTold.accept(this);
    if (reads && socket.isConnected()) {
      read();
    }
  }

  /** Until the socket has no more to give. */
  void read() {
    do {
      result = readOnce(Loop.SCRATCH);
    } while (result > 0);
  }

  int readOnce(int most) {
    int count = socket.receive(loop.scratch(), Loop.HEADROOM, most);
    if (count > 0) {
      byte[] bytes = loop.scratch().asSlice(Loop.HEADROOM, count).toArray(ValueLayout.JAVA_BYTE);
      received.writeBytes(bytes);
    }
    return count;
  }

  Duplex socket() {
    return socket;
  }

  String received() {
    return received.toString(ISO_8859_1);
  }

  int size() {
    return received.size();
  }

  boolean isEnded() {
    return result == Duplex.END;
  }
}
