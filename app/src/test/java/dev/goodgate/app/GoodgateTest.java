package dev.goodgate.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.app.terminal.Exit;
import dev.goodgate.app.terminal.RecordingTerminal;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class GoodgateTest {
  private final RecordingTerminal recorded = new RecordingTerminal(false, 0);

  @Test
  void helpOfEveryCommandHasAnExample() {
    for (CommandLine command :
        Goodgate.commandLine(recorded.terminal()).getSubcommands().values()) {
      assertThat(command.getUsageMessage())
          .as(command.getCommandName())
          .containsPattern("Examples?:\\s+goodgate " + command.getCommandName());
      assertThat(command.getCommandSpec().findOption("--help"))
          .as(command.getCommandName())
          .isNotNull();
    }
  }

  @Test
  void helpGoesToStandardOutput() {
    assertThat(Goodgate.run(recorded.terminal(), "--help")).isZero();
    assertThat(recorded.out()).contains("explain").contains("Exit codes");
    assertThat(recorded.err()).isEmpty();
  }

  @Test
  void noCommandShowsWhatThereIs() {
    assertThat(Goodgate.run(recorded.terminal())).isZero();
    assertThat(recorded.out()).contains("Commands:");
  }

  @Test
  void versionIsTheOneTheBuildWroteDown() {
    assertThat(Goodgate.run(recorded.terminal(), "--version")).isZero();
    assertThat(recorded.out()).matches("goodgate \\d+\\.\\d+\\.\\d+\\S*\\R");
  }

  @Test
  void unknownCommandIsWrongUseWithASuggestion() {
    assertThat(Goodgate.run(recorded.terminal(), "explian"))
        .isEqualTo(Exit.WRONG_USE.code())
        .isEqualTo(2);
    assertThat(recorded.err()).contains("Did you mean: goodgate explain");
    assertThat(recorded.out()).isEmpty();
  }

  @Test
  void aWordTooManyIsToldInPlainWords() {
    assertThat(Goodgate.run(recorded.terminal(), "demo", "extra")).isEqualTo(2);
    assertThat(recorded.err()).contains("goodgate demo does not take 'extra'");
    assertThat(Goodgate.run(recorded.terminal(), "plan", "vlidate")).isEqualTo(2);
    assertThat(recorded.err()).contains("there is no command 'vlidate'", "plan validate?");
  }

  @Test
  void aPlanThatCannotBeReadIsToldWithTheReason() {
    assertThat(Goodgate.run(recorded.terminal(), "serve", "/dev")).isEqualTo(3);
    assertThat(recorded.err()).contains("cannot read /dev: it is a folder");
    assertThat(Goodgate.run(recorded.terminal(), "plan", "validate", "/dev/none")).isEqualTo(3);
    assertThat(recorded.err()).contains("cannot read /dev/none: there is no such file");
  }

  @Test
  void aPlanWithoutEndIsRefusedAndNotReadToItsEnd() {
    assertThat(Goodgate.run(recorded.terminal(), "serve", "/dev/zero")).isEqualTo(2);
    assertThat(recorded.err()).contains("the plan is too long");
  }

  @Test
  void unknownOptionIsWrongUse() {
    assertThat(Goodgate.run(recorded.terminal(), "explain", "--jsno")).isEqualTo(2);
    assertThat(recorded.err()).contains("--jsno").contains("--json");
  }

  @Test
  void whatCannotBeDoneIsToldInOneLine() {
    assertThat(Goodgate.run(recorded.terminal(), "explain", "--write-pages", "/dev/null/x"))
        .isEqualTo(Exit.COULD_NOT.code())
        .isEqualTo(3);
    assertThat(recorded.err().lines()).hasSize(1);
  }

  @Test
  void controlCharactersAreShownAndNotObeyed() {
    Goodgate.run(recorded.terminal(), "\u001b[2J\u202e");
    assertThat(recorded.err()).contains("\\u001b[2J\\u202e").doesNotContain("\u001b");
  }
}
