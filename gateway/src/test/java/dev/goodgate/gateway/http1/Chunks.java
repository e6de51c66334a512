package dev.goodgate.gateway.http1;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.vocabulary.traffic.Defect;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a scanner says of a body that comes in pieces. */
record Chunks(int taken, boolean done, @Nullable Defect defect, long payload, String kept) {
  private static final int OFFSET = 5;

  static Chunks of(String... pieces) {
    return of(new ChunkScanner(), List.of(pieces), true);
  }

  /** Scans in place, as it is done in use, and stops where the scanner does. */
  static Chunks of(ChunkScanner scanner, List<String> pieces, boolean keep) {
    scanner.begin();
    StringBuilder kept = new StringBuilder();
    int taken = 0;
    for (String piece : pieces) {
      byte[] bytes = ("#".repeat(OFFSET) + piece + "#").getBytes(ISO_8859_1);
      MemorySegment memory = MemorySegment.ofArray(bytes);
      int used = scanner.scan(memory, OFFSET, piece.length(), keep ? memory : null);
      taken += used;
      if (scanner.kept() > 0) {
        kept.append(new String(bytes, OFFSET, scanner.kept(), ISO_8859_1));
      }
      if (used < piece.length()) {
        break;
      }
    }
    return new Chunks(
        taken, scanner.isDone(), scanner.defect(), scanner.payload(), kept.toString());
  }
}
