package dev.goodgate.app.demo;

import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import dev.goodgate.vocabulary.time.NanoClock;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;

/** A client that asks the gateway once and tells what came back. */
final class Visitor {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private final InetSocketAddress gateway;
  private final NanoClock clock;

  Visitor(InetSocketAddress gateway, NanoClock clock) {
    this.gateway = gateway;
    this.clock = clock;
  }

  String ask(String path) {
    long began = clock.nanos();
    try (RawClient client = RawClient.connect(gateway, PATIENCE)) {
      RawReply reply =
          client
              .send(
                  "GET "
                      + path
                      + " HTTP/1.1\r\nHost: localhost:"
                      + gateway.getPort()
                      + "\r\nAccept: text/plain\r\nConnection: close\r\n\r\n")
              .reply();
      long millis = Duration.ofNanos(clock.nanos() - began).toMillis();
      return "GET " + path + " -> " + told(reply) + ", after " + millis + " ms" + more(reply);
    } catch (IOException failed) {
      return "GET " + path + " -> the gateway cannot be asked: " + failed.getMessage();
    }
  }

  private static String told(RawReply reply) {
    String line = Terminal.printable(reply.statusLine().replaceFirst("^HTTP/1\\.1 ", ""));
    return switch (reply.completion()) {
      case WHOLE -> line;
      case CUT, RESET -> line + ", then cut off after " + reply.body().length() + " bytes of body";
      case SILENT -> line + ", then silence";
      case GARBLED -> line + ", then garbage";
    };
  }

  private static String more(RawReply reply) {
    String proxyStatus =
        reply.field("proxy-status").map(value -> "\n  Proxy-Status: " + value).orElse("");
    String who = reply.field("x-origin").map(value -> "\n  answered by " + value).orElse("");
    return printableLines(proxyStatus + who);
  }

  private static String printableLines(String text) {
    return String.join("\n", text.lines().map(Terminal::printable).toList());
  }
}
