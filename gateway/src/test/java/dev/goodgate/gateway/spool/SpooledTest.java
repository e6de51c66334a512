package dev.goodgate.gateway.spool;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.plan.Buffers;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpooledTest {
  @TempDir private Path directory;

  private Spool spool(long most) {
    return new Spool(new Buffers(directory.toString(), most));
  }

  private static boolean append(Spooled to, String text) {
    return to.append(MemorySegment.ofArray(text.getBytes(US_ASCII)), 0, text.length());
  }

  /** Reads all that is left, in pieces. */
  private static String read(Spooled from) {
    StringBuilder all = new StringBuilder();
    byte[] piece = new byte[4];
    while (from.hasMore()) {
      int count = from.read(MemorySegment.ofArray(piece), 1, 3);
      all.append(new String(piece, 1, count, US_ASCII));
    }
    return all.toString();
  }

  @Test
  void givesBackWhatItWasGivenAsOftenAsItIsAsked() {
    try (Spool spool = spool(100)) {
      Spooled held = spool.hold();
      assertThat(held.hasMore()).isFalse();
      assertThat(append(held, "one and ")).isTrue();
      assertThat(append(held, "two")).isTrue();
      assertThat(read(held)).isEqualTo("one and two");
      held.rewind();
      assertThat(read(held)).isEqualTo("one and two");
    }
  }

  @Test
  void keepsItsFileWithoutAName() throws IOException {
    try (Spool spool = spool(100)) {
      Spooled held = spool.hold();
      append(held, "secret");
      try (Stream<Path> names = Files.list(directory)) {
        assertThat(names).isEmpty();
      }
      assertThat(read(held)).isEqualTo("secret");
    }
  }

  @Test
  void holdsNoMoreThanThePlanAllowsAllTogether() {
    try (Spool spool = spool(10)) {
      Spooled first = spool.hold();
      Spooled second = spool.hold();
      assertThat(append(first, "1234567")).isTrue();
      assertThat(append(second, "1234")).isFalse();
      assertThat(second.failure())
          .extracting(Failure::symptom, Failure::detail)
          .containsExactly(Symptom.LIMIT_REACHED, new Detail.Limit("buffers.most", 10));

      first.end();
      assertThat(append(second, "1234")).isTrue();
      assertThat(spool.used()).isEqualTo(4);
    }
  }

  @Test
  void givesAllRoomBackWhenItIsLetGoHoweverOften() {
    try (Spool spool = spool(10)) {
      Spooled held = spool.hold();
      append(held, "12345");
      held.end();
      held.end();
      assertThat(spool.used()).isZero();
    }
  }

  @Test
  void tellsWhyItCannotHold() {
    Path nowhere = directory.resolve("nowhere");
    try (Spool spool = new Spool(new Buffers(nowhere.toString(), 10))) {
      Spooled held = spool.hold();
      assertThat(append(held, "123")).isFalse();
      assertThat(held.failure())
          .extracting(Failure::symptom, Failure::detail)
          .containsExactly(
              Symptom.INTERNAL,
              new Detail.SystemError("keeping it in a temporary file", "ENOENT", 2));
    }
    assertThat(directory).isEmptyDirectory();
  }
}
