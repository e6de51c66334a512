package dev.goodgate.trials.subject;

import dev.goodgate.doctor.Doctor;
import dev.goodgate.gateway.Gateway;
import dev.goodgate.gateway.wire.kernel.Transport;
import dev.goodgate.vocabulary.diagnosis.Case;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.diagnosis.Evidence;
import dev.goodgate.vocabulary.diagnosis.Source;
import dev.goodgate.vocabulary.diagnosis.Verdict;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.traffic.Exchange;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Our own gateway, in this process. */
public final class GoodgateSubject implements Subject {
  private final Gateway gateway;
  private final String written;
  private final Plan plan;
  private final AccessLogReader log;
  private final Doctor doctor;

  /** Starts it from a plan file's text. */
  public static final class Kind implements Subject.Kind {
    private static final long SEED = 1;

    private final Transport transport;

    /** On the transport that the environment names. */
    public Kind() {
      this(Transport.chosen(System.getenv()).orElseThrow());
    }

    public Kind(Transport transport) {
      this.transport = transport;
    }

    @Override
    public String name() {
      return "goodgate";
    }

    @Override
    public boolean knowsCauses() {
      return true;
    }

    @Override
    public Optional<String> lacksWordsFor(String plan) {
      return Words.missing(Plans.read(plan));
    }

    @Override
    public Subject start(String text) throws IOException {
      Plan plan = Plans.read(text);
      AccessLogReader log = new AccessLogReader();
      Gateway.Surroundings surroundings =
          new Gateway.Surroundings(
              System::nanoTime, InstantSource.system(), new Random(SEED), log, transport);
      return switch (Gateway.start(plan, surroundings)) {
        case Gateway.Start.Running(Gateway gateway) -> new GoodgateSubject(gateway, text, log);
        case Gateway.Start.CannotListen(var address, String reason) ->
            throw new IOException("cannot listen on " + address + ": " + reason);
        case Gateway.Start.CannotUseFiles(List<String> complaints) ->
            throw new IOException(String.join("\n", complaints));
      };
    }
  }

  private GoodgateSubject(Gateway gateway, String written, AccessLogReader log) {
    this.gateway = gateway;
    this.written = written;
    this.plan = Plans.read(written);
    this.log = log;
    this.doctor = new Doctor(Catalogue.load());
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) gateway.addresses().getFirst();
  }

  @Override
  public Optional<Account> account(String requestId, Duration patience) {
    return log.await(requestId, patience)
        .map(told ->
            new Account(
                told.status(),
                told.cause(),
                told.attempts(),
                gateway.reporter().find(requestId).map(this::examine)));
  }

  /** The case that {@code why} would make: the exchange, and what the gateway was told to do. */
  private Verdict examine(Exchange exchange) {
    Source source = new Source.Recorded(exchange.id(), exchange.attempts().size());
    return doctor.examine(
        new Case(
            "why?",
            List.of(
                new Evidence("e1", source, exchange.began(), new Evidence.Fact.Happened(exchange)),
                new Evidence("e2", source, exchange.began(), new Evidence.Fact.Told(plan)))));
  }

  @Override
  public List<Document> documents() {
    return List.of(
        new Document("access.log", "goodgate-access", log.text()),
        new Document("goodgate.yaml", "goodgate-plan", written));
  }

  @Override
  public Duration longestSilence(boolean begun) {
    return Words.longestSilence(plan, begun);
  }

  @Override
  public boolean alive() {
    return true;
  }

  @Override
  public void close() {
    gateway.close();
  }
}
