package dev.goodgate.gateway.report;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.gateway.wire.memory.Blocks;
import dev.goodgate.vocabulary.plan.AccessLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class ReporterTest {
  private static final AccessLog JSON = new AccessLog.Stdout(AccessLog.Format.JSON);
  private static final AccessLog COMMON = new AccessLog.Stdout(AccessLog.Format.COMMON);
  private static final long OFFSET = Exchanges.BEGAN_MILLIS - 7;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  @AutoClose private final Blocks blocks = new Blocks();
  private final Block block = blocks.borrow(Blocks.LARGE);

  @Test
  void tellsWhatWentWellInOneLineOfJson() {
    Map<String, Object> line =
        onlyLine(journal -> journal.write(slip("req-1", "/cart?a=1", "shop.example", "curl/8")));

    assertThat(line)
        .containsEntry("time", "2026-11-20T12:00:00.007Z")
        .containsEntry("id", "req-1")
        .containsEntry("trace", "0123456789abcdef0123456789abcdef")
        .containsEntry("client", "192.0.2.1")
        .containsEntry("method", "GET")
        .containsEntry("host", "shop.example")
        .containsEntry("target", "/cart?a=1")
        .containsEntry("version", "1.1")
        .containsEntry("status", 200.0)
        .containsEntry("received", 3.0)
        .containsEntry("sent", 1234.0)
        .containsEntry("ms", 12.345)
        .containsEntry("agent", "curl/8")
        .containsEntry("route", "all")
        .containsEntry("upstream", "web")
        .doesNotContainKeys("cause", "fault");
    assertThat(line.get("attempts"))
        .isEqualTo(
            List.of(
                Map.of(
                    "endpoint", "127.0.0.1:3001",
                    "reused", false,
                    "connect_ms", 1.0,
                    "first_byte_ms", 9.0,
                    "ms", 12.345,
                    "status", 200.0)));
  }

  @Test
  void tellsWhatWentWrongWithItsCauseAndEveryAttempt() {
    Map<String, Object> line = onlyLine(journal -> journal.write(Exchanges.failed("f", "/a")));

    assertThat(line)
        .containsEntry("status", 200.0)
        .containsEntry("sent", 40.0)
        .containsEntry("whole", false)
        .containsEntry("cause", "truncated-body")
        .containsEntry("fault", "endpoint");
    assertThat(line.get("attempts"))
        .isEqualTo(
            List.of(
                Map.of(
                    "endpoint", "127.0.0.1:3001",
                    "connect_ms", 0.5,
                    "ms", 2.0,
                    "phase", "connect",
                    "symptom", "refused",
                    "by", "endpoint",
                    "detail", "connect failed with ECONNREFUSED (111)"),
                Map.of(
                    "endpoint", "127.0.0.1:3001",
                    "reused", true,
                    "connect_ms", 0.5,
                    "ms", 2.0,
                    "phase", "stream-body",
                    "symptom", "closed early",
                    "by", "endpoint",
                    "detail", "40 of 100 bytes came")));
  }

  @Test
  void leavesOutWhatIsNotKnownOfAnAbandonedExchange() {
    Map<String, Object> line = onlyLine(journal -> journal.write(Exchanges.abandoned("gone")));

    assertThat(line)
        .containsEntry("fault", "client")
        .containsEntry("abandoned", "select")
        .containsEntry("version", "1.0")
        .doesNotContainKeys("status", "route", "upstream");
  }

  @Test
  void hostileBytesStayInsideTheirTextsAlikeInBothKindsOfLine() {
    StringBuilder all = new StringBuilder("\"},\\");
    for (char c = 0; c < 256; c++) {
      all.append(c);
    }
    String hostile = all.toString();
    List<Map<String, Object>> lines =
        lines(
                JSON,
                journal -> {
                  journal.write(slip("a", hostile, hostile, hostile));
                  journal.write(Exchanges.failed("b", hostile));
                })
            .stream()
            .map(StrictJson::object)
            .toList();

    assertThat(lines).hasSize(2);
    assertThat(lines.getFirst())
        .containsEntry("target", hostile)
        .containsEntry("host", hostile)
        .containsEntry("agent", hostile);
    assertThat(lines.getLast()).containsEntry("target", hostile);
  }

  @Test
  void cutsLongTexts() {
    String much = "/" + "x".repeat(5_000);
    Map<String, Object> line = onlyLine(journal -> journal.write(slip("a", much, much, much)));

    assertThat(line).containsEntry("target", much.substring(0, Journal.MAX_TEXT));
  }

  @Test
  void writesTheCommonFormat() {
    List<String> lines =
        lines(
            COMMON,
            journal -> {
              journal.write(slip("id-1", "/caf\u00e9\"", "h", "agent"));
              journal.write(Exchanges.failed("id-2", "/caf\u00e9\""));
              journal.write(Exchanges.abandoned("id-3"));
            });

    assertThat(lines)
        .containsExactly(
            "192.0.2.1 - - [20/Nov/2026:12:00:00 +0000] \"GET /caf\\u00e9\\\" HTTP/1.1\" 200 1234"
                + " 12.345 id-1 \"127.0.0.1:3001\" -",
            "192.0.2.1 - - [20/Nov/2026:12:00:00 +0000] \"GET /caf\\u00e9\\\" HTTP/1.1\" 200 40"
                + " 30.000 id-2 \"127.0.0.1:3001\" truncated-body",
            "- - - [20/Nov/2026:12:00:00 +0000] \"POST / HTTP/1.0\" 0 0"
                + " 1.000 id-3 \"-\" client-closed");
  }

  @Test
  void losesNothingThatWasWrittenBeforeItIsClosed() {
    for (int round = 0; round < 5; round++) {
      out.reset();
      List<String> lines =
          lines(
              JSON,
              journal -> {
                for (int i = 0; i < 1_000; i++) {
                  journal.write(slip("s" + i, "/", "h", ""));
                  journal.write(Exchanges.failed("f" + i, "/"));
                }
              });
      assertThat(lines).hasSize(2_000);
    }
  }

  @Test
  void remembersAndFindsWhatWentWrong() {
    Reporter reporter = new Reporter(Exchanges.plan(new AccessLog.Off()), out);
    Journal journal = reporter.journal(OFFSET);
    journal.write(slip("ok", "/", "h", ""));
    journal.write(Exchanges.failed("x", "/old"));
    journal.write(Exchanges.failed("x", "/new"));
    journal.write(Exchanges.abandoned("y"));
    reporter.close();

    assertThat(reporter.find("x").orElseThrow().request().target()).isEqualTo("/new");
    assertThat(reporter.find("ok")).isEmpty();
    assertThat(reporter.failures(2)).extracting(each -> each.id()).containsExactly("y", "x");
    assertThat(out.size()).isZero();
  }

  @Test
  void goesOnAfterALogThatCouldNotBeWrittenAndCountsTheLoss() {
    List<String> written = new ArrayList<>();
    OutputStream full =
        new OutputStream() {
          private int failures = 2;

          @Override
          public void write(int one) {
            throw new AssertionError("one by one");
          }

          @Override
          public void write(byte[] bytes, int offset, int length) throws IOException {
            if (failures-- > 0) {
              throw new IOException("no space left on device");
            }
            written.add(new String(bytes, offset, length, US_ASCII));
          }
        };
    Reporter reporter = new Reporter(Exchanges.plan(JSON), full);
    Journal journal = reporter.journal(OFFSET);
    String large = "/" + "x".repeat(1_000);
    for (int i = 0; i < 150; i++) {
      journal.write(Exchanges.failed("id" + i, large)); // more than two pieces
    }
    reporter.close();

    assertThat(reporter.lostWrites()).isEqualTo(2);
    assertThat(String.join("", written)).contains("\"id149\"").endsWith("}\n");
    assertThat(reporter.find("id0")).isPresent();
  }

  @Test
  void goesOnAfterARecordThatCannotBeToldAndLeavesNoHalfLine() {
    List<Throwable> told = new CopyOnWriteArrayList<>();
    var before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((_, defect) -> told.add(defect));
    List<String> lines =
        lines(
            JSON,
            journal -> {
              Slip nowhere = slip("nowhere", "/", "h", "");
              nowhere.route = 9;
              journal.write(nowhere);
              Slip nobody = slip("nobody", "/", "h", "");
              nobody.endpoint = 9;
              nobody.status = 502;
              journal.write(nobody);
              journal.write(slip("told", "/", "h", ""));
              journal.write(Exchanges.failed("told too", "/"));
            });

    Thread.setDefaultUncaughtExceptionHandler(before);

    assertThat(lines.stream().map(StrictJson::object).map(each -> each.get("id")))
        .containsExactly("told", "told too");
    assertThat(told).hasSize(2).allMatch(IndexOutOfBoundsException.class::isInstance);
  }

  @Test
  void dropsAndCountsWhatDoesNotFit() {
    Journal journal = new Journal(OFFSET, new Names(List.of(), List.of()));
    int fits = 0;
    while (journal.dropped() == 0) {
      journal.write(slip("id", "/", "h", ""));
      fits++;
    }
    for (int i = 0; i < 5_000; i++) {
      journal.write(Exchanges.abandoned("a"));
    }
    assertThat(fits).isGreaterThan(1_000);
    assertThat(journal.dropped()).isEqualTo(1 + 5_000 - 4_096);

    Noted noted = new Noted();
    int read = 0;
    while (journal.ring().next()) {
      noted.read(journal.ring());
      journal.ring().release();
      read++;
    }
    assertThat(read).isEqualTo(fits - 1);
    assertThat(HexFormat.of().formatHex(noted.id.bytes, 0, noted.id.length)).isEqualTo("6964");
  }

  private Slip slip(String id, String target, String host, String agent) {
    return Exchanges.slip(block, id, target, host, agent);
  }

  private Map<String, Object> onlyLine(Consumer<Journal> writing) {
    List<String> lines = lines(JSON, writing);
    assertThat(lines).hasSize(1);
    return StrictJson.object(lines.getFirst());
  }

  private List<String> lines(AccessLog log, Consumer<Journal> writing) {
    try (Reporter reporter = new Reporter(Exchanges.plan(log), out)) {
      writing.accept(reporter.journal(OFFSET));
    }
    return out.toString(US_ASCII).lines().toList();
  }
}
