package dev.goodgate.app;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.goodgate.app.serve.Program;
import dev.goodgate.app.terminal.Terminal;
import dev.goodgate.dialects.goodgate.PlanReader;
import dev.goodgate.dialects.goodgate.Reading;
import dev.goodgate.lab.certificate.Authority;
import dev.goodgate.lab.certificate.Credential;
import dev.goodgate.lab.certificate.Profile;
import dev.goodgate.lab.certificate.Profile.Span;
import dev.goodgate.vocabulary.plan.Plan;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * Does once what most starts do, on loopback and within a second: a gateway comes up with TLS,
 * answers and fails, and a question is answered. The launcher has the JVM learn from it (ADR 10).
 */
@Command(
    name = "rehearse",
    hidden = true,
    description = "What a build learns from.",
    mixinStandardHelpOptions = true,
    footer = {"", "Examples:", "  goodgate rehearse"})
final class Rehearsal implements Callable<Integer> {
  private static final int PATIENCE_MILLIS = 5_000;
  private static final Span VALID =
      new Span(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2100-01-01T00:00:00Z"));
  private static final byte[] ANSWER =
      "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(US_ASCII);

  private final Terminal terminal;

  Rehearsal(Terminal terminal) {
    this.terminal = terminal;
  }

  @Override
  public Integer call() throws IOException {
    Path proof = Files.createTempFile("goodgate-rehearsal", ".pem");
    try (ServerSocket endpoint = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Credential own = Authority.selfSigned(Profile.server(VALID, "127.0.0.1"));
      Files.writeString(proof, own.keyPem() + own.pem());
      endpoint.setSoTimeout(PATIENCE_MILLIS);
      Thread.ofVirtual().start(() -> answerOnce(endpoint));
      serve(proof, "127.0.0.1:" + endpoint.getLocalPort());
      return Goodgate.run(terminal, "explain", "502");
    } finally {
      Files.delete(proof);
    }
  }

  private void serve(Path proof, String endpoint) throws IOException {
    switch (Program.start(plan(proof, endpoint), Map.of(), _ -> {})) {
      case Program.Start.Refused(var sentences, _) -> refuse(sentences);
      case Program.Start.Running(Program program) -> {
        try (program) {
          ask(program.addresses().getFirst());
          ask(program.addresses().getFirst());
          refuse(program.reload(plan(proof, "https://" + program.addresses().getLast())));
          ask(program.addresses().getFirst());
          program.drain();
        }
      }
    }
  }

  private static void refuse(List<String> sentences) {
    if (!sentences.isEmpty()) {
      throw new IllegalStateException(String.join("; ", sentences));
    }
  }

  /**
   * The endpoint answers the first request, and is gone at the next. Then the gateway is its own
   * endpoint: who notices the loop has shaken hands with itself.
   */
  private static Plan plan(Path proof, String endpoint) {
    String text =
        """
        listeners:
          - address: "127.0.0.1:0"
          - address: "127.0.0.1:0"
            tls: { certificate: "%2$s", key: "%2$s" }
        admin: { address: "127.0.0.1:0" }
        routes: [{ match: { path: "/" }, upstream: app }]
        upstreams:
          app: { endpoints: ["%1$s"], keep-alive: { max: 0 }, tls: { verify: false } }
        """
            .formatted(endpoint, proof);
    return switch (PlanReader.read("rehearsal", text)) {
      case Reading.Understood<Plan>(Plan plan, _) -> plan;
      case Reading.Refused<Plan> refused ->
          throw new IllegalStateException(refused.complaints().toString());
    };
  }

  private static void answerOnce(ServerSocket endpoint) {
    try (Socket request = endpoint.accept()) {
      request.setSoTimeout(PATIENCE_MILLIS);
      request.getInputStream().read(new byte[8_192]);
      request.getOutputStream().write(ANSWER);
      endpoint.close();
    } catch (IOException notAsked) {
      throw new UncheckedIOException(notAsked);
    }
  }

  private static void ask(String address) throws IOException {
    int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
      socket.getInputStream().readAllBytes();
    }
  }
}
