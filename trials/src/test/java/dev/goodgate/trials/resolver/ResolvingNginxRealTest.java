package dev.goodgate.trials.resolver;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.origin.ScriptedOrigin;
import dev.goodgate.lab.resolver.LyingResolver;
import dev.goodgate.lab.resolver.Zone;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What nginx answers, with what it writes in its log, when names go wrong. */
@Tag("real")
class ResolvingNginxRealTest {
  private static final InetAddress HERE = InetAddress.ofLiteral("127.0.0.1");

  @TempDir private Path folder;
  private ScriptedOrigin origin;
  private LyingResolver resolver;
  private ResolvingNginx nginx;

  @BeforeEach
  void start() throws IOException {
    InetSocketAddress any = new InetSocketAddress(HERE, 0);
    origin = ScriptedOrigin.start("app", any, System::nanoTime, sighting -> {});
    resolver = LyingResolver.start(any, Zone.of(HERE), System::nanoTime, lookup -> {});
    nginx = new ResolvingNginx(folder, resolver.address().getPort(), origin.port());
  }

  @AfterEach
  void stop() throws IOException {
    nginx.close();
    resolver.close();
    origin.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          dns-nxdomain | 502 | could not be resolved (3: Host not found)
          dns-servfail | 502 | could not be resolved (2: Server failure)
          dns-refused | 502 | could not be resolved (5: Operation refused)
          dns-code:code=4 | 502 | could not be resolved (4: Unimplemented)
          dns-timeout | 502 | could not be resolved (110: Operation timed out)
          slow-answer:delay=5s | 502 | could not be resolved (110: Operation timed out)
          wrong-id | 502 | wrong ident
          wrong-question | 502 | could not be resolved (110: Operation timed out)
          not-an-answer | 502 | invalid UDP DNS response
          malformed-answer:how=noise | 502 | could not be resolved (110: Operation timed out)
          malformed-answer:how=too-many-promised | 502 | short DNS response
          dns-no-address | 502 | could not be resolved (3: Host not found)
          dns-no-address:how=alias-loop | 502 | could not be resolved (3: Host not found)
          dns-resolver-unreachable | 502 | failed (111: Connection refused) while resolving
          dns-wrong-target:to=127.0.0.66 | 502 | connect() failed (111: Connection refused)
          localhost-resolves-to-ipv6 | 502 | upstream: "http://[::1]:
          truncated-answer:tcp=refused | 502 | failed (111: Connection refused) while resolving
          """)
  void nginxSays(String fault, int status, String line) throws Exception {
    resolver.play(fault);
    int got = nginx.get("/").status();
    assertThat(nginx.says(line)).as(() -> "its log: " + nginx).isTrue();
    assertThat(got).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "healthy",
    "alias-chain:length=3",
    "truncated-answer",
    "duplicate-answer",
    "rotating-answer"
  })
  void nginxFindsItsWayAllTheSame(String fault) throws IOException {
    resolver.play(fault);
    assertThat(nginx.get("/next/").status()).as(() -> "its log: " + nginx).isEqualTo(200);
  }

  @Test
  void aFormerAddressIsUsedUntilItsTimeIsUp() throws Exception {
    resolver.play("dns-stale-address:former=127.0.0.99,questions=1");
    assertThat(Stream.of(nginx.get("/"), nginx.get("/")).map(reply -> reply.status()))
        .as("the answer to the second question is not asked for yet")
        .containsExactly(502, 502);
  }
}
