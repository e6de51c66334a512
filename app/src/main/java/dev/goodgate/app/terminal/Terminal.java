package dev.goodgate.app.terminal;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Where a command writes: results to {@code out}, messages for people to {@code err}. Colour is on
 * only where a person looks; {@code columns} is 0 where nobody does, and then lines are not cut.
 */
public record Terminal(PrintWriter out, PrintWriter err, boolean coloured, int columns) {
  private static final int USUAL_COLUMNS = 80;
  private static final int NARROWEST = 40;

  /** JDK 25 went back to answering null where nobody looks, which the checker does not know. */
  @SuppressWarnings("SystemConsoleNull")
  public static Terminal ofThisProcess(Map<String, String> environment) {
    Console console = System.console();
    boolean watched = console != null && console.isTerminal();
    boolean coloured =
        watched
            && environment.getOrDefault("NO_COLOR", "").isEmpty()
            && !"dumb".equals(environment.get("TERM"));
    return new Terminal(
        writer(FileDescriptor.out),
        writer(FileDescriptor.err),
        coloured,
        watched ? askForColumns() : 0);
  }

  /** Whether a person looks at it, so that progress may be shown. */
  public boolean isWatched() {
    return columns > 0;
  }

  /** How a person called this program: the launcher tells, and only what is safe to copy counts. */
  public static String calledAs(Map<String, String> environment) {
    String called = environment.getOrDefault("GOODGATE_CALLED", "");
    return called.matches("[A-Za-z0-9._/-]{1,60}") ? called : "goodgate";
  }

  public String bold(String text) {
    return styled("1", text);
  }

  public String faint(String text) {
    return styled("2", text);
  }

  public String accented(String text) {
    return styled("36", text);
  }

  /** Text from outside with every control character shown instead of obeyed. */
  public static String printable(String text) {
    var shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> {
          if (Character.isISOControl(point) || Character.getType(point) == Character.FORMAT) {
            shown.append(String.format("\\u%04x", point));
          } else {
            shown.appendCodePoint(point);
          }
        });
    return shown.toString();
  }

  private String styled(String code, String text) {
    return coloured ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }

  private static PrintWriter writer(FileDescriptor descriptor) {
    return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  /** The shell does not pass COLUMNS on, so the terminal itself is asked. */
  private static int askForColumns() {
    try {
      Process stty =
          new ProcessBuilder("stty", "size")
              .redirectInput(Path.of("/dev/tty").toFile())
              .redirectError(Redirect.DISCARD)
              .start();
      String answer = new String(stty.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (stty.waitFor(1, TimeUnit.SECONDS) && stty.exitValue() == 0) {
        int columns = Integer.parseInt(answer.strip().replaceFirst(".* ", ""));
        return columns == 0 ? USUAL_COLUMNS : Math.max(NARROWEST, columns);
      }
    } catch (IOException | NumberFormatException e) {
      return USUAL_COLUMNS;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return USUAL_COLUMNS;
  }
}
