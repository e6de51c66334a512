package dev.goodgate.gateway.wire.kernel;

import java.util.Arrays;

/** Changes of readiness in the order in which they were met, one for each socket. */
final class Ready {
  private int[] handles = new int[512];
  private int[] tokens = new int[512];
  private int[] readiness = new int[512];
  private int count;
  private int number;

  /** Empties it; {@code number} is one that no other has had for long. */
  void begin(int number) {
    this.number = number;
    count = 0;
  }

  void add(RingSocket socket, int bits) {
    if (socket.readyIn == number) {
      readiness[socket.readyAt] |= bits;
      return;
    }
    if (count == handles.length) {
      handles = Arrays.copyOf(handles, count * 2);
      tokens = Arrays.copyOf(tokens, count * 2);
      readiness = Arrays.copyOf(readiness, count * 2);
    }
    socket.readyIn = number;
    socket.readyAt = count;
    handles[count] = socket.handle;
    tokens[count] = socket.token;
    readiness[count] = bits;
    count++;
  }

  int count() {
    return count;
  }

  int number() {
    return number;
  }

  int handle(int index) {
    return handles[index];
  }

  int token(int index) {
    return tokens[index];
  }

  int readiness(int index) {
    return readiness[index];
  }
}
