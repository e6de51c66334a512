package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.Balance;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.Endpoint.Protocol;
import dev.goodgate.vocabulary.plan.HostPort;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether the settings of one upstream can work together. */
final class UpstreamChecks {
  private final Values.Scope upstream;
  private final List<HostPort> listeners;
  private final Complaints complaints;
  private final List<Values.Found<Endpoint>> endpoints;

  UpstreamChecks(Values.Scope upstream, List<HostPort> listeners, Complaints complaints) {
    this.upstream = upstream;
    this.listeners = listeners;
    this.complaints = complaints;
    this.endpoints = UpstreamAssembly.endpoints(upstream);
  }

  void run() {
    fitsInTotal(UpstreamSettings.CONNECT, "connect");
    fitsInTotal(UpstreamSettings.FIRST_BYTE, "first-byte");
    attemptsFitInTotal();
    differs();
    endpoints.forEach(this::leadsElsewhere);
    tlsIsWhole();
    isUsed("tls", Protocol.HTTPS, "https://");
    isUsed("fastcgi", Protocol.FASTCGI, "fastcgi://");
    knowsItsScripts();
    isNotShared();
    hashes();
  }

  /** One that was not written gives way, so only what was written can be wrong. */
  private void fitsInTotal(Setting<Duration> setting, String name) {
    Optional<Duration> part = upstream.written(setting);
    Optional<Duration> total = upstream.effective(UpstreamSettings.TOTAL);
    if (part.isEmpty() || total.isEmpty() || part.get().compareTo(total.get()) <= 0) {
      return;
    }
    boolean wrote = upstream.wrote(UpstreamSettings.TOTAL);
    String whole = UpstreamSettings.TOTAL.form().write(total.get());
    complaints.error(
        upstream.spot(setting),
        "`"
            + name
            + "` is longer than `total`, which "
            + (wrote ? "is " : "is by default ")
            + whole,
        "at most " + whole + ", or a longer `total`");
  }

  private void attemptsFitInTotal() {
    Optional<Integer> attempts = upstream.written(UpstreamSettings.ATTEMPTS);
    Optional<Duration> firstByte = upstream.written(UpstreamSettings.FIRST_BYTE);
    Optional<Duration> total = upstream.written(UpstreamSettings.TOTAL);
    if (attempts.isEmpty() || firstByte.isEmpty() || total.isEmpty()) {
      return;
    }
    Duration all = firstByte.get().multipliedBy(attempts.get());
    if (all.compareTo(total.get()) > 0 && firstByte.get().compareTo(total.get()) <= 0) {
      Form<Duration> form = UpstreamSettings.TOTAL.form();
      complaints.warning(
          upstream.spot(UpstreamSettings.ATTEMPTS),
          "%s attempts of %s may take %s, and `total` ends them after %s"
              .formatted(
                  attempts.get(),
                  form.write(firstByte.get()),
                  form.write(all),
                  form.write(total.get())),
          "attempts x first-byte within total, if slow attempts are to be repeated");
    }
  }

  private void differs() {
    Map<Endpoint.Address, Spot> seen = new HashMap<>();
    for (Values.Found<Endpoint> found : endpoints) {
      Spot first = seen.putIfAbsent(found.value().address(), found.spot());
      if (first != null) {
        String message = Shown.quoted(found.value().written()) + " is in this upstream twice";
        String expected = "it once; line " + first.line() + " has it, and it gets a double share";
        complaints.warning(found.spot(), message, expected);
      }
    }
  }

  private void leadsElsewhere(Values.Found<Endpoint> found) {
    if (!(found.value().address() instanceof Endpoint.Address.Tcp tcp)) {
      return;
    }
    HostPort to = tcp.hostPort();
    for (HostPort listener : listeners) {
      if (HostName.isListenedAt(listener, to)) {
        complaints.error(
            found.spot(),
            Shown.quoted(found.value().written())
                + " is the gateway's own listener `"
                + listener
                + "`: requests would go round in a loop",
            "the address of what stands behind the gateway");
        return;
      }
    }
  }

  private void tlsIsWhole() {
    Optional<String> min = upstream.effective(UpstreamSettings.TLS_MIN);
    Optional<String> max = upstream.effective(UpstreamSettings.TLS_MAX);
    if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
      complaints.error(
          upstream.spot(UpstreamSettings.TLS_MIN),
          "`min` " + min.get() + " is newer than `max` " + max.get(),
          "a `min` that is not above `max`");
    }
    if (upstream.written(UpstreamSettings.VERIFY).equals(Optional.of(false))
        && endpoints.stream().anyMatch(each -> each.value().protocol() == Protocol.HTTPS)) {
      complaints.warning(
          upstream.spot(UpstreamSettings.VERIFY),
          "anybody may pass for these endpoints: their certificates are not looked at",
          "`ca` with the authority of a certificate that the system does not know");
    }
    needs(UpstreamSettings.CERTIFICATE, UpstreamSettings.KEY, "key");
    needs(UpstreamSettings.KEY, UpstreamSettings.CERTIFICATE, "certificate");
  }

  private void needs(Setting<?> written, Setting<?> other, String name) {
    if (upstream.wrote(written) && !upstream.wrote(other)) {
      String message = "`" + upstream.path() + ".tls` has no `" + name + "`";
      complaints.error(upstream.spot(written), message, "certificate and key together");
    }
  }

  private void knowsItsScripts() {
    for (Values.Found<Endpoint> found : endpoints) {
      if (found.value().protocol() == Protocol.FASTCGI && !upstream.wroteSection("fastcgi")) {
        complaints.error(
            found.spot(),
            Shown.quoted(found.value().written()) + " has to be told where its scripts are",
            "`fastcgi: { root: /var/www/html }` in `" + upstream.path() + "`");
        return;
      }
    }
  }

  /** A connection of HTTP/2 carries the requests of many clients. */
  private void isNotShared() {
    boolean shares = endpoints.stream().anyMatch(e -> e.value().protocol() == Protocol.H2C);
    if (shares && upstream.wrote(UpstreamSettings.PROXY_PROTOCOL)) {
      complaints.error(
          upstream.spot(UpstreamSettings.PROXY_PROTOCOL),
          "clients share connections to h2c:// endpoints, and `proxy-protocol` tells of one",
          "endpoints that begin with http://, https:// or fastcgi://");
    }
  }

  private void hashes() {
    boolean hashes =
        upstream.effective(UpstreamSettings.BALANCE).stream()
            .anyMatch(balance -> balance instanceof Balance.Hash);
    if (upstream.wroteSection("hash") && !hashes) {
      complaints.warning(
          upstream.spotOfSection("hash"),
          "`" + upstream.path() + ".hash` is without effect",
          "`balance: hash` beside it");
    }
  }

  private void isUsed(String section, Protocol protocol, String scheme) {
    boolean any = endpoints.stream().anyMatch(e -> e.value().protocol() == protocol);
    if (upstream.wroteSection(section) && !any && !endpoints.isEmpty()) {
      complaints.warning(
          upstream.spotOfSection(section),
          "`" + upstream.path() + "." + section + "` is without effect",
          "an endpoint that begins with " + scheme);
    }
  }
}
