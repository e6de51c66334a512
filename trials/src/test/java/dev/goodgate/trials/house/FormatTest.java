package dev.goodgate.trials.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.StringWrapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormatTest {
  private static final boolean MENDS = Boolean.getBoolean("format.fix");

  @Test
  void everyFileIsFormatted() {
    List<String> unformatted =
        Repository.java().parallelStream()
            .filter(each -> !each.text().equals(formatted(each)))
            .peek(each -> mendIfAsked(each))
            .map(SourceFile::path)
            .toList();

    assertThat(MENDS ? List.of() : unformatted)
        .as("format them: CONTRIBUTING.md has the command, with -Dformat.fix=true")
        .isEmpty();
  }

  @Test
  void anUnformattedFileIsSeen() {
    SourceFile sloppy = new SourceFile("A.java", "class A{int a ;}");

    assertThat(formatted(sloppy)).isEqualTo("class A {\n  int a;\n}\n");
  }

  private static void mendIfAsked(SourceFile file) {
    if (!MENDS) {
      return;
    }
    try {
      Files.writeString(Repository.ROOT.resolve(file.path()), formatted(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String formatted(SourceFile file) {
    try {
      Formatter formatter = new Formatter();
      return StringWrapper.wrap(formatter.formatSourceAndFixImports(file.text()), formatter);
    } catch (FormatterException e) {
      throw new IllegalStateException(file.path() + " cannot be formatted", e);
    }
  }
}
