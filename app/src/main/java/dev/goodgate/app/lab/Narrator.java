package dev.goodgate.app.lab;

import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.lab.fault.Fault;
import dev.goodgate.lab.origin.Sighting;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.Consumer;

/** Tells a person, line by line, what the origin sees and does. Lines of any thread stay whole. */
final class Narrator implements Consumer<Sighting> {
  private final Terminal terminal;
  private final boolean heads;

  Narrator(Terminal terminal, boolean heads) {
    this.terminal = terminal;
    this.heads = heads;
  }

  /** {@code endpoint}: {@code host:port} or {@code unix:/path}. */
  void begin(String written, Fault fault, String endpoint) {
    boolean unix = endpoint.startsWith("unix:");
    print(terminal.accented(Terminal.printable(written)) + ": " + description(written));
    print(
        "listening on "
            + terminal.bold(unix ? endpoint : "http://" + endpoint + "/")
            + " until interrupted; try: "
            + example(fault, endpoint));
  }

  /** {@code folder} holds the certificates; empty where they were not asked for. */
  void tellOfTls(String endpoint, String folder) {
    String url = "https://localhost:" + endpoint.replaceFirst(".*:", "") + "/";
    print(
        folder.isEmpty()
            ? "it speaks TLS as well: "
                + terminal.bold(url)
                + "; --certificates FOLDER writes its CA"
            : "its CA is "
                + folder
                + "/authority.pem; try: curl -v --cacert "
                + folder
                + "/authority.pem "
                + url);
  }

  @Override
  public void accept(Sighting sighting) {
    String when = String.format(Locale.ROOT, "%9.3f s", sighting.at() / 1e9);
    String who = String.format(Locale.ROOT, "%4s  ", "#" + sighting.connection());
    print(terminal.faint(when) + who + says(sighting));
    if (heads && sighting instanceof Sighting.Read read) {
      read.asked().head().lines().forEach(line -> print("      | " + Terminal.printable(line)));
    }
  }

  /** A command that speaks the language in which the fault makes sense. */
  private static String example(Fault fault, String endpoint) {
    boolean unix = endpoint.startsWith("unix:");
    String path = endpoint.replaceFirst("unix:", "");
    if (fault instanceof Fault.OnFastCgi) {
      return "REQUEST_METHOD=GET REQUEST_URI=/ cgi-fcgi -bind -connect " + path;
    }
    String speaking = fault instanceof Fault.OnHttp2 ? "--http2-prior-knowledge " : "";
    String asking = unix ? "--unix-socket " + path + " http://lab/" : "http://" + endpoint + "/";
    return "curl -v " + speaking + asking;
  }

  private String says(Sighting sighting) {
    return switch (sighting) {
      case Sighting.Came came -> "connection from " + came.from().replaceFirst("^/", "");
      case Sighting.Read read ->
          Terminal.printable(read.asked().requestLine())
              + "  -> "
              + terminal.accented(Terminal.printable(read.fault()));
      case Sighting.Did did -> did.what();
      case Sighting.Gone gone ->
          "gone: "
              + gone.received()
              + " bytes in, "
              + gone.sent()
              + " out; "
              + Terminal.printable(gone.how());
    };
  }

  private void print(String line) {
    PrintWriter out = terminal.out();
    out.print(line + System.lineSeparator());
    out.flush();
  }

  private static String description(String fault) {
    String name = fault.replaceFirst(":.*", "");
    return Fault.MENU.description(name);
  }
}
