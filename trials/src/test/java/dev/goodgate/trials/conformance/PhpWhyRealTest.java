package dev.goodgate.trials.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.client.RawReply;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code why} tells a person of scripts that fail in a real php-fpm. */
@Tag("real")
class PhpWhyRealTest {
  private static final String LAST_WORDS = "the warehouse does not answer";
  private static final Map<String, String> SCRIPTS =
      Map.of(
          "throws.php",
          "<?php error_log('%s'); throw new Exception('no stock');".formatted(LAST_WORDS),
          "killed.php",
          "<?php error_log('%s'); echo 'some'; flush(); posix_kill(getmypid(), 9);"
              .formatted(LAST_WORDS));

  private PhpFpm php;
  private LiveProgram program;

  @BeforeEach
  void start() throws IOException, InterruptedException {
    php = new PhpFpm(SCRIPTS);
    program =
        LiveProgram.by(
            """
            loops: 1
            listeners: [{ address: "127.0.0.1:0" }]
            routes: [{ upstream: shop }]
            upstreams: { shop: { endpoints: ["%s"], fastcgi: { root: %s } } }
            admin: { address: "127.0.0.1:0" }
            access-log: off
            """
                .formatted(php.endpoint(), php.root()));
  }

  @AfterEach
  void stop() throws IOException {
    program.close();
    php.close();
  }

  /** Asks, and waits until that is on record. */
  private RawReply get(String script, String id) throws Exception {
    RawReply reply = program.get(script, "Host: lab.test\r\nX-Request-Id: " + id + "\r\n");
    String _ = program.metrics(told -> told.contains("goodgate_exchanges_with_cause_total{"));
    return reply;
  }

  /** The command, as a process of its own; lines are put together, since they are cut to fit. */
  private String why(String... what) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "dev.goodgate.app.Goodgate",
                "why",
                "--admin",
                "http://" + program.program().consoleAddress()));
    command.addAll(List.of(what));
    return Spoken.by(command).text().replaceAll("\\s+", " ");
  }

  @Test
  void quotesWhatAScriptSaidBeforeItFailed() throws Exception {
    assertThat(get("/throws.php", "bare").status()).isEqualTo(500);

    assertThat(why("bare"))
        .contains("upstream-app-error")
        .contains("said aside PHP message: " + LAST_WORDS)
        .contains("itself answered 500 and said beside it: PHP message: " + LAST_WORDS)
        .contains("PHP message: PHP Fatal error: Uncaught Exception")
        .contains("no stock in " + php.root() + "/throws.php:1");
    assertThat(why()).contains("bare", "/throws.php");
  }

  @Test
  void quotesTheLastWordsOfAWorkerThatWasKilled() throws Exception {
    RawReply reply = get("/killed.php", "killed");
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.whole()).isFalse();

    assertThat(why("killed"))
        .contains("said aside PHP message: " + LAST_WORDS)
        .contains("then cut off so that it can see the loss");
  }
}
