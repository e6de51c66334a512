package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.HostPort;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What only shows when all addresses that are listened at lie side by side. */
final class ListenerChecks {
  private final Values.Scope plan;
  private final Complaints complaints;

  ListenerChecks(Values plan, Complaints complaints) {
    this.plan = plan.whole();
    this.complaints = complaints;
  }

  void run() {
    Map<HostPort, Spot> taken = new HashMap<>();
    for (Values.Scope listener : plan.items("listeners")) {
      listener
          .written(ListenerSettings.ADDRESS)
          .ifPresent(a -> take(taken, a, listener.spot(ListenerSettings.ADDRESS)));
      tlsIsWhole(listener);
      isTold(listener);
    }
    plan.effective(Settings.ADMIN_ADDRESS).ifPresent(address -> admin(taken, address));
  }

  private void isTold(Values.Scope listener) {
    boolean asks = listener.written(ListenerSettings.PROXY_PROTOCOL).orElse(false);
    if (asks && plan.all(Settings.TRUSTED).isEmpty()) {
      complaints.error(
          listener.spot(ListenerSettings.PROXY_PROTOCOL),
          "nobody is trusted to say who the client is, so every connection would be refused",
          "the gateways in front, as in `trusted: [10.0.0.0/8]`");
    }
  }

  private void tlsIsWhole(Values.Scope listener) {
    Optional<String> min = listener.effective(ListenerSettings.MIN);
    Optional<String> max = listener.effective(ListenerSettings.MAX);
    if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
      complaints.error(
          listener.spot(ListenerSettings.MIN),
          "`min` " + min.get() + " is newer than `max` " + max.get(),
          "a `min` that is not above `max`");
    }
    if (listener.wrote(ListenerSettings.CLIENT_AUTH)
        && !listener.wrote(ListenerSettings.CLIENT_CA)) {
      complaints.error(
          listener.spot(ListenerSettings.CLIENT_AUTH),
          "`" + listener.path() + ".tls` has no `client-ca`",
          "the authorities of clients' certificates");
    }
  }

  private void admin(Map<HostPort, Spot> taken, HostPort address) {
    Spot listener = taken.get(address);
    if (plan.wrote(Settings.ADMIN_ADDRESS)) {
      take(taken, address, plan.spot(Settings.ADMIN_ADDRESS));
    } else if (listener != null && address.port() != 0) {
      String message = "`" + address + "` is where the admin address is by default";
      complaints.error(listener, message, "another port, or an `admin` address of your own");
    }
    if (!HostName.isLoopback(address.host())) {
      complaints.warning(
          plan.spot(Settings.ADMIN_ADDRESS),
          "the admin address `" + address + "` can be reached from other machines",
          "a loopback address, or a token in GOODGATE_TOKEN when the gateway starts");
    }
  }

  private void take(Map<HostPort, Spot> taken, HostPort address, Spot spot) {
    Spot first = address.port() == 0 ? null : taken.putIfAbsent(address, spot);
    if (first != null) {
      String message = "`" + address + "` is listened at twice";
      complaints.error(spot, message, "an address of its own; line " + first.line() + " has this");
    }
  }
}
