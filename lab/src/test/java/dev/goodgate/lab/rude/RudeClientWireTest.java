package dev.goodgate.lab.rude;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.fault.Asked;
import dev.goodgate.lab.origin.ScriptedOrigin;
import dev.goodgate.lab.origin.Sighting;
import dev.goodgate.lab.rude.Encounter.Ending;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RudeClientWireTest {
  private static final Duration LONG = Duration.ofSeconds(10);
  private static final Duration SHORT = Duration.ofMillis(500);

  private ScriptedOrigin origin;

  @BeforeEach
  void start() throws IOException {
    origin =
        ScriptedOrigin.start(
            "o",
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            System::nanoTime,
            _ -> {});
  }

  @AfterEach
  void stop() {
    origin.close();
  }

  @Test
  void slowHeadsAndBodiesArriveInTheEnd() throws Exception {
    assertThat(play("slow-head:piece=7,pause=1ms").getFirst().status()).isEqualTo(200);
    assertThat(play("slow-body:piece=100,pause=1ms").getFirst().status()).isEqualTo(200);
  }

  @Test
  void aTinyWindowHoldsUpWhoeverWrites() throws Exception {
    origin.play("healthy:size=8MiB");
    Rudeness sips = Rudeness.MENU.of("slow-read:piece=10,pause=1ms,limit=50");
    Encounter met = new RudeClient(origin.address(), LONG).play(sips).getFirst();
    assertThat(met.received()).isEqualTo(50);
    assertThat(met.ending()).isEqualTo(Ending.LEFT);
    assertThat(gone(gone -> gone.how().startsWith("broken"))).isTrue();
  }

  @Test
  void leavesWithFinOrReset() throws Exception {
    origin.play("slow-first-byte:delay=50ms");
    assertThat(play("leaves-before-reply:by=reset").getFirst().ending()).isEqualTo(Ending.LEFT);
    assertThat(gone(gone -> gone.how().startsWith("broken"))).isTrue();
    play("leaves-in-body");
    assertThat(gone(gone -> gone.received() > 500)).isTrue();
    assertThat(play("leaves-in-reply:after=9").getFirst().received()).isEqualTo(9);
  }

  @Test
  void noticesThatItIsCutOff() throws Exception {
    origin.play("accepts-and-closes");
    assertThat(play("silent:span=10s").getFirst().ending()).isEqualTo(Ending.CLOSED);
    origin.play("early-close-during-body");
    assertThat(play("never-ending-upload").getFirst().ending()).isEqualTo(Ending.RESET);
    origin.play("conn-refused");
    assertThat(play("silent").getFirst().ending()).isEqualTo(Ending.REFUSED);
  }

  @Test
  void pipelinesAndKeepsWhatComes() throws Exception {
    Encounter met = play("pipelines:count=5,path=/p").getFirst();
    assertThat(met.kept()).contains("request 1,", "request 5,");
    assertThat(origin.requests()).extracting(Asked::target).hasSize(5);
  }

  @Test
  void aCrowdComesAtOnce() throws Exception {
    List<Encounter> all = play("crowd:connections=30,span=1s");
    assertThat(all).hasSize(30).allMatch(met -> met.status() == 200);
    assertThat(origin.journal().all(Sighting.Came.class)).hasSize(30);
  }

  @Test
  void asksForAContinuationAndStaysSilent() throws Exception {
    origin.play("expect-100-mismatch:status=0,then=stall");
    Encounter met = play("expects-and-is-silent:span=10ms").getFirst();
    assertThat(met.received()).isZero();
  }

  private List<Encounter> play(String written) throws InterruptedException {
    return new RudeClient(origin.address(), SHORT).play(Rudeness.MENU.of(written));
  }

  private boolean gone(Predicate<Sighting.Gone> wanted) throws InterruptedException {
    return origin
        .journal()
        .await(
            LONG,
            all ->
                all.stream()
                    .anyMatch(each -> each instanceof Sighting.Gone gone && wanted.test(gone)));
  }
}
