package dev.goodgate.lab.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SeedsTest {
  @TempDir private Path folder;

  @Test
  void aSeedThatFailsIsToldAndLivedFirstEverAfter() {
    Path kept = folder.resolve("seeds.txt");
    assertThatThrownBy(() ->
            new Seeds(kept, 1, 10)
                .live(seed -> {
                  if (seed == 7) {
                    throw new IllegalStateException("broken");
                  }
                }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("seed 7")
        .hasMessageContaining("broken");
    List<Long> lived = new ArrayList<>();
    new Seeds(kept, 100, 2).live(lived::add);
    assertThat(lived).containsExactly(7L, 100L, 101L);
  }

  @Test
  void aSeedThatFailsAgainIsNotKeptTwice() throws IOException {
    Path kept = folder.resolve("seeds.txt");
    Files.writeString(kept, "# met when the budget was new\n7\n");
    assertThatThrownBy(() ->
            new Seeds(kept, 1, 1)
                .live(seed -> {
                  throw new IllegalStateException("broken");
                }))
        .hasMessageContaining("as it did before");
    assertThat(kept).content().isEqualTo("# met when the budget was new\n7\n");
  }
}
