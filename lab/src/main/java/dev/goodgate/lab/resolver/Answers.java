package dev.goodgate.lab.resolver;

import dev.goodgate.lab.dns.Content;
import dev.goodgate.lab.dns.Message;
import dev.goodgate.lab.dns.Message.Entry;
import dev.goodgate.lab.dns.Name;
import dev.goodgate.lab.resolver.NameFault.Emptiness;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The answers that keep RFC 1035, whether they are true or not. */
record Answers(Zone zone, Asked asked, Wording wording) {
  private static final InetAddress NO_USE = InetAddress.ofLiteral("2001:db8::1");

  Message to(NameFault.Found fault) {
    Name name = asked.question().name();
    List<InetAddress> truth = zone.addresses(name);
    if (!zone.knows(name) && !(fault instanceof NameFault.WantsSuffix)) {
      return unknown();
    }
    return switch (fault) {
      case NameFault.Truthful(long ttl) -> wording.addresses(truth, ttl);
      case NameFault.Rotates() -> say(rotated(truth));
      case NameFault.SaysFormer(var former, int questions, var span) ->
          say(asked.number() <= questions || asked.since().compareTo(span) < 0 ? former : truth);
      case NameFault.Alternates(var other) -> say(asked.number() % 2 == 1 ? truth : other);
      case NameFault.SplitsHorizon(var inside, var outside) -> {
        List<InetAddress> seen = inside.contains(asked.from()) ? truth : outside;
        yield seen.isEmpty() ? unknown() : say(seen);
      }
      case NameFault.AddsDead(var dead, boolean first) ->
          say(first ? joined(dead, truth) : joined(truth, dead));
      case NameFault.Misleads(var to, boolean both) -> say(both ? joined(to, truth) : to);
      case NameFault.WantsSuffix(Name suffix) ->
          name.isWithin(suffix) && zone.knows(name.below(suffix))
              ? say(zone.addresses(name.below(suffix)))
              : unknown();
      case NameFault.AliasChain(int length) ->
          wording.addresses(alias(name, length), chain(name, length), truth, Wording.TTL);
    };
  }

  Message to(NameFault.NotFound fault) {
    return switch (fault) {
      case NameFault.SaysCode(int code, boolean heals, var why) -> {
        if (heals && asked.checkingDisabled()) {
          yield to(new NameFault.Truthful(Wording.TTL));
        }
        yield code == Message.NAME_ERROR ? wording.none(code, why) : wording.code(code, why);
      }
      case NameFault.HasNoAddress(Emptiness how) -> empty(how);
    };
  }

  private Message empty(Emptiness how) {
    Name name = asked.question().name();
    Name nowhere = new Name(List.of("nowhere", "lab", "test"));
    return switch (how) {
      case NOTHING -> say(List.of());
      case ONLY_IPV6 -> say(List.of(ipv6(zone.addresses(name))));
      case DANGLING_ALIAS ->
          name.same(nowhere)
              ? unknown()
              : wording.addresses(nowhere, List.of(points(name, nowhere)), List.of(), Wording.TTL);
      case ALIAS_LOOP ->
          wording.addresses(
              name, List.of(points(name, nowhere), points(nowhere, name)), List.of(), Wording.TTL);
    };
  }

  private Message say(List<InetAddress> addresses) {
    return wording.addresses(addresses, Wording.TTL);
  }

  private Message unknown() {
    return wording.none(Message.NAME_ERROR, Optional.empty());
  }

  private List<InetAddress> rotated(List<InetAddress> addresses) {
    if (addresses.isEmpty()) {
      return addresses;
    }
    int by = (asked.number() - 1) % addresses.size();
    return joined(addresses.subList(by, addresses.size()), addresses.subList(0, by));
  }

  private static List<Entry> chain(Name name, int length) {
    return IntStream.range(0, length)
        .mapToObj(i -> points(alias(name, i), alias(name, i + 1)))
        .toList();
  }

  /** The name asked for is the first of the row. */
  private static Name alias(Name name, int index) {
    return index == 0 ? name : new Name(List.of("alias-" + index, "lab", "test"));
  }

  private static Entry points(Name from, Name to) {
    return new Entry(from, Wording.TTL, new Content.Alias(to));
  }

  private static InetAddress ipv6(List<InetAddress> addresses) {
    return addresses.stream()
        .filter(each -> !(each instanceof Inet4Address))
        .findFirst()
        .orElse(NO_USE);
  }

  private static List<InetAddress> joined(List<InetAddress> first, List<InetAddress> second) {
    return new ArrayList<>(Stream.of(first, second).flatMap(List::stream).toList());
  }
}
