package dev.goodgate.app.demo;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.goodgate.app.demo.Cast.Change;
import dev.goodgate.app.demo.Cast.Role;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Breaks and mends by HTTP: POST /break/ENDPOINT[/FAULT], /mend/ENDPOINT and /mend. On loopback
 * only; refuses what a foreign page could have a browser send.
 */
final class ControlAddress implements AutoCloseable {
  static final int USUAL_PORT = 9504;

  private static final int BACKLOG = 16;
  private static final int MAX_PATH = 300;
  private static final String USAGE =
      """
      POST /break/shop-a, /break/shop-b: kills it
      POST /break/checkout: the next way to misbehave
      POST /break/ENDPOINT/FAULT: any of `goodgate lab`
      POST /mend/ENDPOINT, /mend: well again
      """;

  /** What a request is answered with. */
  private record Answer(int status, String text) {}

  private final Cast cast;
  private final Consumer<String> told;
  private final HttpServer http;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  private ControlAddress(Cast cast, Consumer<String> told, HttpServer http) {
    this.cast = cast;
    this.told = told;
    this.http = http;
  }

  /** At its usual port, or a free one where that is taken; {@code told} hears of every change. */
  static ControlAddress open(Cast cast, Consumer<String> told) throws IOException {
    ControlAddress control = new ControlAddress(cast, told, bind());
    control.http.setExecutor(control.threads);
    control.http.createContext("/", control::handle);
    control.http.start();
    return control;
  }

  private static HttpServer bind() throws IOException {
    InetAddress loopback = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    try {
      return HttpServer.create(new InetSocketAddress(loopback, USUAL_PORT), BACKLOG);
    } catch (IOException taken) {
      return HttpServer.create(new InetSocketAddress(loopback, 0), BACKLOG);
    }
  }

  String url() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  private void handle(HttpExchange asked) throws IOException {
    try (asked) {
      Answer answer = refusal(asked).orElseGet(() -> act(asked.getRequestURI().getPath()));
      byte[] body = answer.text().getBytes(StandardCharsets.UTF_8);
      asked.getResponseHeaders().set("Content-Type", "text/plain; charset=utf-8");
      asked.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
      asked.sendResponseHeaders(answer.status(), body.length);
      asked.getResponseBody().write(body);
    }
  }

  private Optional<Answer> refusal(HttpExchange asked) {
    Headers fields = asked.getRequestHeaders();
    int port = http.getAddress().getPort();
    List<String> names = fields.getOrDefault("Host", List.of());
    if (names.size() != 1
        || !Set.of("127.0.0.1:" + port, "localhost:" + port).contains(names.getFirst())) {
      return Optional.of(new Answer(421, "this Host is not served here\n"));
    }
    if (fields.containsKey("Origin")) {
      return Optional.of(new Answer(403, "not from a page: use curl\n"));
    }
    if (!asked.getRequestMethod().equals("POST")) {
      asked.getResponseHeaders().set("Allow", "POST");
      return Optional.of(new Answer(405, USAGE));
    }
    return Optional.empty();
  }

  private Answer act(String path) {
    if (path == null || path.length() > MAX_PATH) {
      return new Answer(414, "the path is too long\n");
    }
    if (path.equals("/mend")) {
      return answer(cast.mendAll());
    }
    String[] parts = path.split("/", 4);
    Optional<Role> role = parts.length < 3 ? Optional.empty() : Role.of(parts[2]);
    if (role.isEmpty()) {
      return new Answer(404, USAGE);
    }
    return switch (parts[1] + parts.length) {
      case "break3" -> answer(cast.worsen(role.get()));
      case "break4" -> answer(cast.play(role.get(), parts[3]));
      case "mend3" -> answer(cast.play(role.get(), Cast.WELL));
      default -> new Answer(404, USAGE);
    };
  }

  private Answer answer(Change change) {
    return switch (change) {
      case Change.Done(String tells) -> {
        told.accept(tells);
        yield new Answer(200, tells + "\n");
      }
      case Change.Unclear(String why) -> new Answer(400, why + "; the list: goodgate lab\n");
    };
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
