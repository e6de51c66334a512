package dev.goodgate.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.doctor.scene.Scene;
import dev.goodgate.vocabulary.diagnosis.Case;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import dev.goodgate.vocabulary.diagnosis.Cause;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Evidence;
import dev.goodgate.vocabulary.diagnosis.Evidence.Fact;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.diagnosis.Verdict;
import dev.goodgate.vocabulary.diagnosis.Verdict.Suspect;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.ConnectionFacts;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Reply;
import dev.goodgate.vocabulary.traffic.Symptom;
import dev.goodgate.vocabulary.traffic.Timing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for any case, however odd. */
class DoctorProperty {
  private static final long SEED = 20261120;
  private static final int CASES = 20_000;
  private static final List<String> TEXTS =
      List.of("", "127.0.0.1:3001", "localhost:1", "[::1]:3001", "unix:/x", "::", "\u001b[2J", ":");

  private final Catalogue catalogue = Catalogue.load();
  private final Doctor doctor = new Doctor(catalogue);

  @Test
  void noVerdictClaimsMoreThanItsEvidence() {
    Random random = new Random(SEED);
    for (int i = 0; i < CASES; i++) {
      Case given = randomCase(random);
      try {
        holds(given, doctor.examine(given));
      } catch (RuntimeException | AssertionError e) {
        throw new AssertionError("seed " + SEED + ", case " + i + ": " + given, e);
      }
    }
  }

  private void holds(Case given, Verdict verdict) {
    Set<String> ids = given.evidence().stream().map(Evidence::id).collect(Collectors.toSet());
    assertThat(verdict.summary()).isNotBlank();
    findings(verdict).forEach(finding -> assertThat(ids).containsAll(finding.cites()));
    if (verdict instanceof Verdict.Settled settled) {
      assertThat(catalogue.find(settled.suspect().cause()).map(Cause::manifestation))
          .contains(false);
      assertThat(settled.remedies()).isNotEmpty();
    }
    Set<CauseId> favoured =
        findings(verdict).stream()
            .filter(Finding::supports)
            .map(Finding::cause)
            .collect(Collectors.toSet());
    List<Suspect> suspects = suspects(verdict);
    assertThat(suspects).allMatch(suspect -> favoured.contains(suspect.cause()));
    double whole =
        suspects.stream()
            .filter(suspect -> !catalogue.find(suspect.cause()).orElseThrow().manifestation())
            .mapToDouble(suspect -> suspect.confidence().value())
            .sum();
    assertThat(whole).isLessThanOrEqualTo(1.0);
    assertThat(doctor.examine(given)).isEqualTo(verdict);
  }

  private static List<Finding> findings(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Settled settled -> settled.findings();
      case Verdict.Contested contested -> contested.findings();
      case Verdict.Open open -> open.findings();
      case Verdict.Healthy healthy -> List.of();
    };
  }

  private static List<Suspect> suspects(Verdict verdict) {
    return switch (verdict) {
      case Verdict.Settled settled ->
          Stream.concat(Stream.of(settled.suspect()), settled.rivals().stream()).toList();
      case Verdict.Contested contested -> contested.suspects();
      case Verdict.Open open -> open.seen();
      case Verdict.Healthy healthy -> List.of();
    };
  }

  private static Case randomCase(Random random) {
    List<Fact> more = new ArrayList<>();
    if (random.nextBoolean()) {
      more.add(new Fact.Told(Scene.plan("127.0.0.1:3001", "localhost:1")));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      more.add(new Fact.Seen(text(random), text(random), random.nextBoolean()));
    }
    Case given = Scene.given(randomExchange(random), more.toArray(Fact[]::new));
    return random.nextBoolean()
        ? given
        : Scene.with(given, Scene.seenLater(text(random), "refused", random.nextBoolean()));
  }

  private static Exchange randomExchange(Random random) {
    List<Attempt> attempts = new ArrayList<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      attempts.add(randomAttempt(random, attempts.size() + 1));
    }
    return new Exchange(
        "x",
        Scene.BEGAN,
        span(random),
        Scene.request(random.nextBoolean() ? "GET" : "HEAD", random.nextInt(2)),
        random.nextBoolean() ? "r" : null,
        random.nextBoolean() ? "api" : null,
        attempts,
        randomEnding(random),
        random.nextBoolean()
            ? null
            : new Reply(100 + random.nextInt(500), Reply.Maker.GATEWAY, 1, random.nextBoolean()),
        random.nextBoolean() ? null : random.nextBoolean() ? "conn-refused" : text(random));
  }

  private static Attempt randomAttempt(Random random, int number) {
    ConnectionFacts facts =
        new ConnectionFacts(random.nextBoolean(), 1, span(random), span(random), "");
    return new Attempt(
        number,
        text(random),
        text(random),
        random.nextBoolean() ? facts : null,
        Duration.ZERO,
        new Timing(null, random.nextBoolean() ? span(random) : null, span(random)),
        random.nextInt(2),
        random.nextInt(2),
        "",
        randomEnding(random));
  }

  private static Ending randomEnding(Random random) {
    return switch (random.nextInt(4)) {
      case 0 -> new Ending.Answered(100 + random.nextInt(500));
      case 1 -> new Ending.Abandoned(any(random, Phase.values()));
      default ->
          new Ending.Failed(
              new Failure(
                  any(random, Phase.values()),
                  any(random, Actor.values()),
                  any(random, Symptom.values()),
                  randomDetail(random)));
    };
  }

  private static Detail randomDetail(Random random) {
    List<String> errnos = List.of("ECONNREFUSED", "ENOENT", "EMFILE", "EADDRNOTAVAIL", "EWHAT");
    List<String> settings = List.of("timeouts.total", "timeouts.first-byte", "limits.fields", "");
    String setting = settings.get(random.nextInt(settings.size()));
    return switch (random.nextInt(7)) {
      case 0 -> new Detail.SystemError("connect", errnos.get(random.nextInt(errnos.size())), 1);
      case 1 -> new Detail.Lookup(text(random), text(random));
      case 2 -> new Detail.Waited(setting, span(random));
      case 3 -> new Detail.Truncated(random.nextInt(3) - 1, 1);
      case 4 -> new Detail.Wrong(any(random, Defect.values()), text(random));
      case 5 -> new Detail.Limit(setting, 1);
      default -> new Detail.Nothing();
    };
  }

  private static Duration span(Random random) {
    return Duration.ofMillis(random.nextInt(4) * (long) random.nextInt(100_000));
  }

  private static String text(Random random) {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  private static <T> T any(Random random, T[] values) {
    return values[random.nextInt(values.length)];
  }
}
