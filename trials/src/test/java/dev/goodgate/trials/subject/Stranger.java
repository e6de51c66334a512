package dev.goodgate.trials.subject;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.trials.subject.Product.Paper;
import dev.goodgate.trials.subject.Product.Program;
import dev.goodgate.trials.subject.Product.Stand;
import dev.goodgate.vocabulary.plan.Plan;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A gateway of others, started from the search path in a folder of its own and told the same as our
 * plan says. It writes its logs to its outputs, so that nothing has to be waited for by looking.
 */
public final class Stranger implements Subject {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Product product;
  private final Plan plan;
  private final String config;
  private final Stand stand;
  private final Socket keeper;
  private final Notebook notebook;
  private final List<Process> processes = new ArrayList<>();
  private final List<Thread> readers = new ArrayList<>();

  private Stranger(Product product, Plan plan) throws IOException {
    this.product = product;
    this.plan = plan;
    this.notebook = new Notebook(product);
    this.keeper = new Socket();
    // A socket that is bound and does not listen reserves the port; who sets SO_REUSEADDR may join.
    keeper.setReuseAddress(true);
    keeper.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    this.stand =
        new Stand(Files.createTempDirectory(product.name() + "-subject"), keeper.getLocalPort());
    this.config = product.config(plan, stand);
    Files.writeString(stand.folder().resolve(product.config().name()), config);
    try {
      for (Program each : product.programs(stand)) {
        start(each);
      }
      if (processes.size() > 1) {
        awaitTelling();
      }
    } catch (IOException failed) {
      close();
      throw failed;
    }
  }

  /** Debian's. */
  public static List<Subject.Kind> kinds() {
    return Stream.of(new Nginx(), new Haproxy(), new Apache(), new Caddy(), new Varnish())
        .<Subject.Kind>map(Kind::new)
        .toList();
  }

  private record Kind(Product product) implements Subject.Kind {
    @Override
    public String name() {
      return product.name();
    }

    @Override
    public boolean knowsCauses() {
      return false;
    }

    @Override
    public Optional<String> lacksWordsFor(String plan) {
      return product.lacksWordsFor(Plans.read(plan));
    }

    @Override
    public Subject start(String plan) throws IOException {
      return new Stranger(product, Plans.read(plan));
    }
  }

  @Override
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), stand.port());
  }

  @Override
  public Optional<Account> account(String requestId, Duration patience) {
    return notebook.await(requestId, patience);
  }

  @Override
  public List<Document> documents() {
    List<Document> all = new ArrayList<>(notebook.documents());
    all.add(new Document(product.config().name(), product.config().kind(), config));
    return all.stream().map(this::withoutFolder).toList();
  }

  @Override
  public Duration longestSilence(boolean begun) {
    return Words.longestSilence(plan, begun);
  }

  @Override
  public boolean alive() {
    return processes.stream().allMatch(Process::isAlive);
  }

  @Override
  public void close() throws IOException {
    // Not of the process itself: that would close what it is still to be read from.
    processes.reversed().forEach(each -> each.toHandle().destroy());
    try {
      for (Process each : processes) {
        if (!each.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
          each.descendants().forEach(ProcessHandle::destroyForcibly);
          each.destroyForcibly().waitFor();
        }
      }
      for (Thread each : readers) {
        each.join(PATIENCE);
      }
    } catch (InterruptedException stopped) {
      processes.forEach(Process::destroyForcibly);
      Thread.currentThread().interrupt();
    }
    keeper.close();
    clear();
  }

  private void start(Program program) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(program.command()).directory(stand.folder().toFile());
    builder.environment().put("HOME", stand.folder().toString());
    builder.environment().put("XDG_DATA_HOME", stand.folder().toString());
    builder.environment().put("XDG_CONFIG_HOME", stand.folder().toString());
    Process process = builder.start();
    processes.add(process);
    read(process.inputReader(ISO_8859_1), program.out());
    read(process.errorReader(ISO_8859_1), program.err());
    awaitServing(process);
  }

  private void read(BufferedReader output, Paper paper) {
    readers.add(
        Thread.ofVirtual()
            .name(product.name() + " " + paper.name())
            .start(() -> {
              try (output) {
                output.lines().forEach(line -> notebook.take(paper, line));
              } catch (IOException | RuntimeException ended) {
                notebook.take(paper, "unreadable: " + ended);
              }
            }));
  }

  /** Until the port of the first program is listened on, or the program ends. */
  private void awaitServing(Process process) throws IOException {
    long began = System.nanoTime();
    try {
      while (!listens()) {
        if (process.waitFor(5, TimeUnit.MILLISECONDS)
            || System.nanoTime() - began > PATIENCE.toNanos()) {
          throw new IOException(product.name() + " does not start: " + notebook.everything());
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      throw new IOException("stopped while waiting for " + product.name(), stopped);
    }
  }

  /** Until who tells of exchanges has told of one that the gateway refuses by itself. */
  private void awaitTelling() throws IOException {
    for (int count = 1; count <= 20; count++) {
      try (RawClient client = RawClient.connect(address(), PATIENCE)) {
        client.send(
            "GET / HTTP/1.1\r\nHost: a.test\r\nExpect: nothing\r\nConnection: close\r\n\r\n");
        client.reply();
      }
      if (notebook.awaitLine(Varnish::isRefusal, Duration.ofMillis(50L * count))) {
        return;
      }
    }
    throw new IOException(product.name() + " tells nothing: " + notebook.everything());
  }

  private boolean listens() {
    try (Socket socket = new Socket()) {
      socket.connect(address());
      return true;
    } catch (IOException notYet) {
      return false;
    }
  }

  private Document withoutFolder(Document document) {
    String text = document.text().replace(stand.folder().toString(), "/srv/gateway");
    return new Document(document.name(), document.kind(), text);
  }

  private void clear() throws IOException {
    try (Stream<Path> files = Files.walk(stand.folder())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
