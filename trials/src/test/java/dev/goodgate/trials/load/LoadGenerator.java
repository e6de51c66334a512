package dev.goodgate.trials.load;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.kernel.LinuxKernel;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.foreign.Arena;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * The program that makes the load: one order a line, its result in the next; it ends with its
 * input, so that it never outlives who started it.
 *
 * <ul>
 *   <li>{@code ask PORT BYTES keep|fresh CONNECTIONS WARM_MILLIS MILLIS} answers {@code measuring}
 *       after the warm-up, then {@code done} with the count
 *   <li>{@code pace PORT BYTES RATE CONNECTIONS WARM_MILLIS MILLIS} answers {@code measuring}, then
 *       {@code waits} with the microseconds of median and 99th percentile, then {@code done}
 *   <li>{@code hold PORT CONNECTIONS} answers {@code held} with the count; the connections stay
 *       until the next line
 * </ul>
 */
final class LoadGenerator {
  private static final int SMALL = 128;

  private final BufferedReader orders;
  private final PrintStream results;

  private LoadGenerator(BufferedReader orders, PrintStream results) {
    this.orders = orders;
    this.results = results;
  }

  public static void main(String[] arguments) throws IOException {
    new LoadGenerator(new BufferedReader(new InputStreamReader(System.in, US_ASCII)), System.out)
        .obey();
  }

  private void obey() throws IOException {
    for (String order = orders.readLine(); order != null; order = orders.readLine()) {
      String[] words = order.split(" ");
      switch (words[0]) {
        case "ask" -> ask(words);
        case "pace" -> pace(words);
        case "hold" -> hold(words);
        default -> throw new IOException("not an order: " + order);
      }
    }
  }

  private void ask(String[] words) {
    int bytes = Integer.parseInt(words[2]);
    Question question = new Question(at(words[1]), bytes, bytes, words[3].equals("fresh"));
    try (Loop loop = new Loop(new LinuxKernel(), System::nanoTime)) {
      ClosedLoop load = new ClosedLoop(loop, question, () -> results.println("measuring"));
      Count count = load.run(Integer.parseInt(words[4]), millis(words[5]), millis(words[6]));
      results.println("done " + count.line());
    }
  }

  private void pace(String[] words) {
    int bytes = Integer.parseInt(words[2]);
    Question question = new Question(at(words[1]), bytes, bytes, false);
    int rate = Integer.parseInt(words[3]);
    try (Loop loop = new Loop(new LinuxKernel(), System::nanoTime)) {
      OpenLoop load = new OpenLoop(loop, question, rate, () -> results.println("measuring"));
      Count count = load.run(Integer.parseInt(words[4]), millis(words[5]), millis(words[6]));
      results.println("waits " + load.waits().within(0.5) + " " + load.waits().within(0.99));
      results.println("done " + count.line());
    }
  }

  private void hold(String[] words) throws IOException {
    Question question = new Question(at(words[1]), SMALL, SMALL, false);
    try (Arena arena = Arena.ofConfined();
        Loop loop = new Loop(new LinuxKernel(), System::nanoTime)) {
      IdleCrowd crowd = new IdleCrowd(loop, question, arena);
      Count count = crowd.gather(Integer.parseInt(words[2]));
      results.println("held " + count.line());
      orders.readLine();
      crowd.leave();
    }
    results.println("left");
  }

  private static InetSocketAddress at(String port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(port));
  }

  private static Duration millis(String text) {
    return Duration.ofMillis(Long.parseLong(text));
  }
}
