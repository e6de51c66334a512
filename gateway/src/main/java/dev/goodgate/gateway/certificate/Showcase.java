package dev.goodgate.gateway.certificate;

import dev.goodgate.gateway.tls.engine.AcceptingEngines;
import dev.goodgate.gateway.tls.hello.ClientHello;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** All certificates of one listener, found by what a client says first. Immutable. */
final class Showcase {
  private final List<Shown> all;
  private final Map<String, List<Shown>> byName = new HashMap<>();

  /** The first is for clients who ask for no name that is here. */
  Showcase(List<Shown> all) {
    this.all = List.copyOf(all);
    for (Shown each : this.all) {
      for (String name : each.names()) {
        byName.computeIfAbsent(name, _ -> new ArrayList<>()).add(each);
      }
    }
  }

  List<Shown> all() {
    return all;
  }

  /** An exact name goes before a wildcard, which stands for one label (RFC 6125 6.4.3). */
  AcceptingEngines engines(ClientHello hello) {
    List<Shown> named = byName.get(hello.name());
    if (named == null) {
      int dot = hello.name().indexOf('.');
      named = dot < 0 ? null : byName.get("*" + hello.name().substring(dot));
    }
    return kind(named == null ? usual() : named, hello).engines();
  }

  /** The first, and those beside it that are for the same name. */
  private List<Shown> usual() {
    List<String> names = all.getFirst().names();
    return names.isEmpty() ? all : byName.getOrDefault(names.getFirst(), all);
  }

  /** Signing with an elliptic curve costs a tenth. */
  private static Shown kind(List<Shown> choice, ClientHello hello) {
    return choice.stream()
        .filter(each -> !each.isRsa() && hello.knowsEcdsa())
        .findFirst()
        .or(() -> choice.stream().filter(each -> each.isRsa() && hello.knowsRsa()).findFirst())
        .orElse(choice.getFirst());
  }

  void close() {
    all.forEach(each -> each.engines().close());
  }
}
