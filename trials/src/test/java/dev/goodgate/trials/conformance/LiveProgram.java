package dev.goodgate.trials.conformance;

import dev.goodgate.app.serve.Program;
import dev.goodgate.dialects.goodgate.PlanReader;
import dev.goodgate.dialects.goodgate.Reading;
import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import dev.goodgate.vocabulary.plan.Plan;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** A whole program of ours, with its admin address, in front of the origins of a test. */
final class LiveProgram implements AutoCloseable {
  private static final int LOOKS = 600;

  private final HttpClient http = HttpClient.newHttpClient();
  private final Program program;

  private LiveProgram(Program program) {
    this.program = program;
  }

  /** {@code more} are lines of YAML at the plan's first level. */
  static LiveProgram with(String more, String... endpoints) {
    return running(plan(more, endpoints));
  }

  /** By a plan that is all the caller's. */
  static LiveProgram by(String plan) {
    return running(read(plan));
  }

  private static LiveProgram running(Plan plan) {
    return switch (Program.start(plan, Map.of(), _ -> {})) {
      case Program.Start.Running(Program program) -> new LiveProgram(program);
      case Program.Start.Refused refused -> throw new AssertionError(refused.sentences());
    };
  }

  static Plan plan(String more, String... endpoints) {
    return read(
        """
        loops: 1
        listeners: [{ address: "127.0.0.1:0" }]
        routes: [{ match: { host: lab.test }, upstream: web }]
        upstreams: { web: { endpoints: [%s] } }
        admin: { address: "127.0.0.1:0" }
        access-log: off
        %s
        """
            .formatted(
                List.of(endpoints).stream()
                    .map(each -> '"' + each + '"')
                    .collect(Collectors.joining(", ")),
                more));
  }

  private static Plan read(String text) {
    return switch (PlanReader.read("plan of the test", text)) {
      case Reading.Understood<Plan>(Plan understood, var _) -> understood;
      case Reading.Refused<Plan> refused -> throw new AssertionError(refused.complaints());
    };
  }

  Program program() {
    return program;
  }

  /** {@code fields} each end in CR LF. */
  RawReply get(String path, String fields) throws IOException {
    String[] address = program.addresses().getFirst().split(":", -1);
    InetSocketAddress to =
        new InetSocketAddress(InetAddress.getLoopbackAddress(), Integer.parseInt(address[1]));
    try (RawClient client = RawClient.connect(to, Wire.PATIENCE)) {
      return client
          .send("GET " + path + " HTTP/1.1\r\n" + fields + "Connection: close\r\n\r\n")
          .reply();
    }
  }

  RawReply get(String path) throws IOException {
    return get(path, "Host: lab.test\r\n");
  }

  /** Counting is somewhat behind: it is scraped again until it is as expected. */
  String metrics(Predicate<String> expected) throws Exception {
    String last = "";
    for (int look = 0; look < LOOKS; look++) {
      last = scrape("");
      if (expected.test(last)) {
        return last;
      }
    }
    throw new AssertionError("not told in time, but\n" + last);
  }

  String scrape(String accept) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create("http://" + program.consoleAddress() + "/metrics"));
    if (!accept.isEmpty()) {
      request.header("Accept", accept);
    }
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString()).body();
  }

  @Override
  public void close() {
    http.close();
    program.close();
  }
}
