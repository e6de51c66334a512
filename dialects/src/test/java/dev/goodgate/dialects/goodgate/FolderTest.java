package dev.goodgate.dialects.goodgate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.plan.AccessLog;
import dev.goodgate.vocabulary.plan.Ledger;
import dev.goodgate.vocabulary.plan.Listener;
import dev.goodgate.vocabulary.plan.Plan;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FolderTest {
  /** Every setting that is a path of a file. */
  private static final String FILES =
      """
      listeners:
        - address: "127.0.0.1:8443"
          tls:
            certificate: a.pem
            key: ./b.key
            ocsp: c.ocsp
            client-ca: ca/d.pem
            certificates: [{ certificate: e.pem, key: ../f.key, ocsp: g.ocsp }]
      routes: [{ upstream: web }]
      upstreams:
        web:
          endpoints: ["https://origin.test"]
          tls: { ca: h.pem, certificate: i.pem, key: j.key }
      access-log: { path: k.log }
      ledger: { path: l.db }
      buffers: { directory: m }
      """;

  private static Plan read(String file, String text) {
    if (PlanReader.read(file, text) instanceof Reading.Understood<Plan>(Plan plan, var _)) {
      return plan;
    }
    throw new AssertionError(text);
  }

  /** What the plan holds as text, its places left out: they name the plan's own file. */
  private static String said(Plan plan) {
    return plan.listeners()
        + " "
        + plan.upstreams()
        + plan.accessLog()
        + plan.ledger()
        + plan.buffers();
  }

  @Test
  void everyFileOfAPlanLiesBesideIt() {
    List<String> beside =
        Arrays.stream(said(read("/etc/goodgate/plan.yaml", FILES)).split("[^a-z0-9./]+"))
            .filter(each -> each.startsWith("/etc/goodgate/"))
            .map(each -> each.substring("/etc/goodgate/".length()))
            .toList();

    assertThat(beside)
        .containsExactlyInAnyOrder(
            "a.pem",
            "b.key",
            "c.ocsp",
            "ca/d.pem",
            "e.pem",
            "../f.key",
            "g.ocsp",
            "h.pem",
            "i.pem",
            "j.key",
            "k.log",
            "l.db",
            "m");
    assertThat(Settings.ALL)
        .as("a new one belongs here too")
        .filteredOn(each -> each.form().expected().equals(Texts.file().expected()))
        .hasSameSizeAs(beside);
  }

  @Test
  void absolutePathsAndStandardOutputStayWhatTheyAre() {
    String text =
        FILES.replace("a.pem", "/run/a.pem").replace("k.log", "\"-\"").replace("l.db", "/var/l.db");
    Plan plan = read("conf/plan.yaml", text);

    Listener.ServerTls tls = plan.listeners().getFirst().tls().orElseThrow();
    assertThat(tls.certificates().getFirst().certificate()).isEqualTo("/run/a.pem");
    assertThat(tls.certificates().getFirst().key()).isEqualTo("conf/b.key");
    assertThat(plan.accessLog()).isInstanceOf(AccessLog.Stdout.class);
    assertThat(plan.ledger()).isEqualTo(new Ledger.Embedded("/var/l.db"));
  }

  @Test
  void aPlanThatIsNamedWithoutAFolderIsInThatWhereOneStands() {
    assertThat(said(read("plan.yaml", FILES))).isEqualTo(said(read("standard input", FILES)));
    assertThat(said(read("plan.yaml", FILES))).contains("=a.pem", "=./b.key");
  }

  @Test
  void theLedgerThatNobodyNamedLiesBesideThePlanToo() {
    assertThat(read("conf/plan.yaml", Plans.SMALLEST).ledger())
        .isEqualTo(new Ledger.Embedded("conf/goodgate.db"));
  }
}
