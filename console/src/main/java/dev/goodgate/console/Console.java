package dev.goodgate.console;

import com.sun.net.httpserver.HttpServer;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.plan.HostPort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/**
 * The admin address: a read-only HTTP API, metrics and one page. Every request runs on a virtual
 * thread of its own; traffic is never touched. Refuses to start on an address that others can reach
 * unless a token guards it.
 */
public final class Console implements AutoCloseable {
  /** What the console shows; {@code ready} turns false when the gateway drains. */
  public record Doors(
      Exchanges exchanges, Diagnosing diagnosing, Meters meters, BooleanSupplier ready) {}

  private static final int BACKLOG = 64;

  private final HttpServer http;
  private final ExecutorService threads;

  private Console(HttpServer http, ExecutorService threads) {
    this.http = http;
    this.threads = threads;
  }

  /**
   * Binds and serves until closed.
   *
   * @throws IOException where the address cannot be bound, or would lie open without a token
   */
  public static Console start(
      HostPort address, Optional<String> token, Catalogue catalogue, Doors doors)
      throws IOException {
    InetAddress bound = InetAddress.getByName(address.host());
    Optional<String> guard = token.filter(it -> !it.isBlank());
    if (!bound.isLoopbackAddress() && guard.isEmpty()) {
      throw new IOException(
          "the admin address "
              + address
              + " can be reached from elsewhere: it needs a token (GOODGATE_TOKEN)");
    }
    Limits.impose();
    HttpServer http = HttpServer.create(new InetSocketAddress(bound, address.port()), BACKLOG);
    ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    http.setExecutor(threads);
    http.createContext(
        "/", new Desk(new Gatekeeper(address.host(), guard), new Pages(catalogue, doors)));
    http.start();
    return new Console(http, threads);
  }

  /** Where it listens, with the port it was given where any free one was asked for. */
  public HostPort address() {
    return new HostPort(
        http.getAddress().getAddress().getHostAddress(), http.getAddress().getPort());
  }

  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }
}
