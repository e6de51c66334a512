package dev.goodgate.doctor.rule;

import dev.goodgate.vocabulary.diagnosis.Case;
import dev.goodgate.vocabulary.diagnosis.Evidence;
import dev.goodgate.vocabulary.diagnosis.Evidence.Fact;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Upstream;
import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Failure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A case sorted for reading, once for all rules. Immutable. New kinds of facts become new lists
 * here; the rules that do not need them stay as they are.
 */
public final class CaseView {
  /** One exchange and the evidence that tells it. */
  public record Story(String evidence, Exchange exchange) {}

  /** What {@code subject} did at another time, which may be unknown. */
  public record Sighting(
      String evidence, @Nullable Instant seenAt, String subject, String says, boolean well) {
    /** Whether this was seen before the exchange began; not known without a time. */
    public boolean isBefore(Exchange exchange) {
      return seenAt != null && seenAt.isBefore(exchange.began());
    }

    public boolean isAfter(Exchange exchange) {
      return seenAt != null && seenAt.isAfter(exchange.began().plus(exchange.took()));
    }
  }

  /** The plan of the gateway and the evidence that holds it. */
  public record Instructions(String evidence, Plan plan) {}

  private final List<Story> stories = new ArrayList<>();
  private final List<Trouble> troubles = new ArrayList<>();
  private final List<Sighting> sightings = new ArrayList<>();
  private @Nullable Instructions instructions;

  private CaseView() {}

  public static CaseView of(Case given) {
    CaseView view = new CaseView();
    given.evidence().forEach(view::sort);
    return view;
  }

  private void sort(Evidence each) {
    switch (each.fact()) {
      case Fact.Happened(Exchange exchange) -> {
        stories.add(new Story(each.id(), exchange));
        addTroubles(each.id(), exchange);
      }
      case Fact.Told(Plan plan) -> instructions = new Instructions(each.id(), plan);
      case Fact.Seen(String subject, String says, boolean well) ->
          sightings.add(new Sighting(each.id(), each.time().orElse(null), subject, says, well));
    }
  }

  private void addTroubles(String evidence, Exchange exchange) {
    boolean told = false;
    for (Attempt attempt : exchange.attempts()) {
      if (attempt.ending() instanceof Ending.Failed(Failure failure)) {
        troubles.add(new Trouble(evidence, exchange, attempt, failure));
        told |= exchange.failure().filter(failure::equals).isPresent();
      }
    }
    if (!told && exchange.ending() instanceof Ending.Failed(Failure failure)) {
      troubles.add(new Trouble(evidence, exchange, null, failure));
    }
  }

  public List<Story> stories() {
    return List.copyOf(stories);
  }

  /** Every failure, of attempts in their order, then of the exchange where it adds something. */
  public List<Trouble> troubles() {
    return List.copyOf(troubles);
  }

  /** What else was seen of one endpoint, or of anything else that has a name. */
  public List<Sighting> sightings(String subject) {
    return sightings.stream().filter(each -> each.subject().equals(subject)).toList();
  }

  /** What was seen of the other endpoints of the upstream that an exchange went to. */
  public List<Sighting> sightingsBeside(Trouble trouble) {
    return upstream(trouble.exchange()).stream()
        .flatMap(upstream -> upstream.endpoints().stream())
        .filter(endpoint -> !endpoint.written().equals(trouble.endpoint()))
        .flatMap(endpoint -> sightings(endpoint.written()).stream())
        .toList();
  }

  public Optional<Instructions> instructions() {
    return Optional.ofNullable(instructions);
  }

  /** The upstream of an exchange as the plan has it. */
  public Optional<Upstream> upstream(Exchange exchange) {
    return instructions()
        .flatMap(told -> exchange.upstream().map(name -> told.plan().upstreams().get(name)));
  }
}
