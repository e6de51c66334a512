package dev.goodgate.doctor.weigh;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Question;
import dev.goodgate.vocabulary.diagnosis.Verdict.Suspect;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Knows which question would tell rivals apart, the cheapest first, and asks those that split most
 * of the suspects at hand.
 */
public final class Questions {
  private static final int MAX_QUESTIONS = 2;
  private static final Pattern PORT = Pattern.compile(".*:(\\d{1,5})");
  private static final List<Entry> COLUMN =
      List.of(
          new Entry(
              ids("unix-socket-missing", "unix-socket-stale", "unix-socket-permission"),
              at ->
                  "Is the socket there, whose is it, and who listens: ls -l on "
                      + at
                      + "; ss -lxp"),
          new Entry(
              ids("upstream-not-running", "wrong-port", "wrong-interface"),
              at -> "What listens on the upstream's machine: ss -ltnp" + filter(at)),
          new Entry(
              ids("localhost-resolves-to-ipv6", "upstream-not-running", "wrong-port"),
              at -> "Does the application listen on IPv4 only: ss -ltnp" + filter(at)),
          new Entry(
              ids("upstream-restarting", "upstream-crash", "upstream-oom-killed"),
              at ->
                  "Was it stopped on purpose, or did it die: its own log and the service manager's"
                      + " (journalctl -u UNIT) around that second"),
          new Entry(
              ids(
                  "plaintext-to-tls-port",
                  "upstream-crash",
                  "waf-or-allowlist-block",
                  "proxy-protocol-mismatch",
                  "upstream-worker-timeout-kill"),
              at -> "Does a TLS handshake succeed there: openssl s_client -connect " + bare(at)),
          new Entry(
              ids("upstream-worker-timeout-kill", "upstream-crash", "upstream-oom-killed"),
              at ->
                  "What does the log of "
                      + at
                      + " say in that second: a timeout, a signal, a trace?"),
          new Entry(
              ids(
                  "gateway-read-timeout-too-short",
                  "upstream-dependency-slow",
                  "upstream-workers-stuck",
                  "middlebox-idle-drop"),
              at ->
                  "How long does the same request take when asked of "
                      + at
                      + " directly, and how long does a trivial path"),
          new Entry(
              ids("connect-timeout-drop", "host-down", "accept-backlog-full"),
              at -> "Does any other port of that machine answer or refuse: nc -vz " + spaced(at)),
          new Entry(
              ids("host-down", "no-route", "firewall-reject", "dns-ipv6-unreachable"),
              at ->
                  "Where does the way there end, seen from the gateway: ip route get, traceroute"),
          new Entry(
              ids("dns-nxdomain", "dns-no-address", "dns-search-suffix"),
              at ->
                  "What do the gateway's name servers say: dig NAME A, dig NAME AAAA, with a last"
                      + " dot"),
          new Entry(
              ids("dns-servfail", "dns-timeout", "dns-resolver-unreachable"),
              at ->
                  "Does the gateway's name server answer at all: dig NAME @ADDRESS, and another"
                      + " one"),
          new Entry(
              ids("early-close-during-body", "request-too-large-upstream", "upstream-crash"),
              at ->
                  "Does the same request with a small body work, and from which size on does it"
                      + " fail"),
          new Entry(
              ids("excess-body", "response-not-http"),
              at ->
                  "What are the first bytes on a fresh connection: curl -v --http0.9 " + bare(at)),
          new Entry(
              ids("truncated-chunked", "truncated-no-length", "truncated-content-length"),
              at -> "What did the log of " + at + " say when it stopped in the middle of the body"),
          new Entry(
              ids("client-closed", "outer-timeout-shorter"),
              at -> "Which timeout does the client, or the gateway in front of this one, have"),
          new Entry(
              ids("upstream-self-503", "nested-gateway-error", "upstream-app-error"),
              at -> "Whose page is it: the Server field and the body of the answer of " + at),
          new Entry(
              ids("mac-policy-denied", "firewall-reject", "unix-socket-permission"),
              at -> "Did a policy forbid it: ausearch -m avc -ts recent; iptables -S OUTPUT"));

  /** A question that tells {@code splits} apart; its words depend on the endpoint. */
  private record Entry(Set<CauseId> splits, Function<String, String> words) {
    long splitsOf(Set<CauseId> rivals) {
      return splits.stream().filter(rivals::contains).count();
    }
  }

  /** At most two, the one that splits most suspects first. */
  public List<Question> between(List<Suspect> suspects, CaseView view) {
    Set<CauseId> rivals = suspects.stream().map(Suspect::cause).collect(Collectors.toSet());
    String endpoint =
        view.troubles().stream()
            .map(Trouble::endpoint)
            .filter(it -> !it.isEmpty())
            .findFirst()
            .orElse("the upstream");
    List<Entry> apt = new ArrayList<>(COLUMN);
    apt.removeIf(entry -> entry.splitsOf(rivals) < 2);
    // A stable sort: among equals the column's order, cheapest first, holds.
    apt.sort(Comparator.comparingLong((Entry entry) -> entry.splitsOf(rivals)).reversed());
    List<Question> asked = new ArrayList<>();
    for (Entry entry : apt) {
      List<CauseId> splits =
          suspects.stream().map(Suspect::cause).filter(entry.splits()::contains).toList();
      // What an earlier question already tells apart is not asked again.
      if (asked.size() < MAX_QUESTIONS
          && asked.stream().noneMatch(one -> one.splits().containsAll(splits))) {
        asked.add(new Question(entry.words().apply(endpoint), splits));
      }
    }
    return asked;
  }

  /** Every cause that a question tells from another. */
  static Set<CauseId> known() {
    return COLUMN.stream().flatMap(entry -> entry.splits().stream()).collect(Collectors.toSet());
  }

  private static Set<CauseId> ids(String... ids) {
    return Stream.of(ids).map(CauseId::of).collect(Collectors.toUnmodifiableSet());
  }

  private static String filter(String endpoint) {
    Matcher port = PORT.matcher(endpoint);
    return port.matches() ? " 'sport = :" + port.group(1) + "'; and without the filter" : "";
  }

  private static String bare(String endpoint) {
    return endpoint.replaceFirst("^[a-z0-9+]+://", "");
  }

  private static String spaced(String endpoint) {
    return bare(endpoint).replaceFirst(":(\\d+)$", " 22");
  }
}
