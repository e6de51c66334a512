package dev.goodgate.trials.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.kernel.LinuxKernel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;

/**
 * An upstream that costs as little as it can: {@code GET /128} is answered with a body of 128 bytes
 * that was made beforehand. As a program it prints its port, then serves until its input ends, so
 * that it never outlives who started it.
 */
final class LoadUpstream {
  private static final int BACKLOG = 4_096;

  private final Loop loop;
  private final Map<String, MemorySegment> answers = new HashMap<>();
  private final InetSocketAddress address;

  LoadUpstream(Loop loop, Arena arena) {
    this.loop = loop;
    for (Workload each : Workload.ALL) {
      if (each instanceof Workload.Requests requests) {
        answers.put("GET /" + requests.bytes() + " ", answer(requests.bytes(), arena));
      }
    }
    int listener =
        loop.listen(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), BACKLOG, false, this::come);
    if (listener < 0) {
      throw new IllegalStateException("cannot listen: errno " + -listener);
    }
    address = (InetSocketAddress) loop.listenerAddress(listener);
  }

  public static void main(String[] arguments) {
    try (Arena arena = Arena.ofConfined();
        Loop loop = new Loop(new LinuxKernel(), System::nanoTime)) {
      System.out.println(new LoadUpstream(loop, arena).address().getPort());
      Thread.ofVirtual()
          .start(() -> {
            try {
              System.in.transferTo(java.io.OutputStream.nullOutputStream());
            } catch (IOException gone) {
              throw new UncheckedIOException(gone);
            } finally {
              loop.stop();
            }
          });
      loop.run();
    }
  }

  InetSocketAddress address() {
    return address;
  }

  private void come(int listener) {
    int result = 0;
    while (result == 0) {
      result = loop.accept(listener, _ -> new LoadAnswerer(loop, answers));
    }
  }

  private static MemorySegment answer(int bytes, Arena arena) {
    String head =
        "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: "
            + bytes
            + "\r\n\r\n";
    byte[] all = (head + "x".repeat(bytes)).getBytes(ISO_8859_1);
    return arena.allocateFrom(ValueLayout.JAVA_BYTE, all);
  }
}
