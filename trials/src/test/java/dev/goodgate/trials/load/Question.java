package dev.goodgate.trials.load;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.InetSocketAddress;

/** What is asked of whom: a body of {@code bytes}, where {@code expected} is what must come. */
record Question(InetSocketAddress address, int bytes, int expected, boolean isFresh) {
  MemorySegment request(Arena arena) {
    String text =
        "GET /"
            + bytes
            + " HTTP/1.1\r\nHost: load.test\r\n"
            + (isFresh ? "Connection: close\r\n\r\n" : "\r\n");
    return arena.allocateFrom(ValueLayout.JAVA_BYTE, text.getBytes(ISO_8859_1));
  }
}
