package dev.goodgate.lab.resolver;

import dev.goodgate.lab.dns.Message;
import dev.goodgate.lab.dns.Name;
import dev.goodgate.lab.menu.Menu.Kind;
import dev.goodgate.lab.menu.Parameters;
import dev.goodgate.lab.resolver.NameFault.ByTcp;
import dev.goodgate.lab.resolver.NameFault.Carrier;
import dev.goodgate.lab.resolver.NameFault.Elsewhere;
import dev.goodgate.lab.resolver.NameFault.Emptiness;
import dev.goodgate.lab.resolver.NameFault.Malformation;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The menu of what a name server can do wrong. */
final class NameKinds {
  private static final String DEAD = "127.0.0.99";

  /** Which carriers are silent, as people choose. */
  private enum Over {
    BOTH,
    UDP,
    TCP
  }

  private NameKinds() {}

  static List<Kind<NameFault>> all() {
    return Stream.of(found(), misled(), notFound(), unheard(), wrong())
        .flatMap(List::stream)
        .toList();
  }

  private static List<Kind<NameFault>> found() {
    String group = "an address is found";
    return List.of(
        new Kind<>(
            group,
            "healthy",
            "says what is true; ttl in seconds, 0 and 4294967295 are possible",
            with -> new NameFault.Truthful(seconds(with))),
        new Kind<>(
            group,
            "rotating-answer",
            "says the addresses in another order every time",
            with -> new NameFault.Rotates()),
        new Kind<>(
            group,
            "changing-answer",
            "says the truth and something else by turns",
            with -> new NameFault.Alternates(with.addresses("other", DEAD))),
        new Kind<>(
            group,
            "dns-stale-address",
            "says a former address at first, then the truth",
            with ->
                new NameFault.SaysFormer(
                    with.addresses("former", DEAD),
                    with.number("questions", 1),
                    with.span("span", "0ms"))),
        new Kind<>(
            group,
            "dns-split-horizon",
            "says the truth to some, and to others something else, or nothing",
            with ->
                new NameFault.SplitsHorizon(
                    with.addresses("inside", "127.0.0.2"), with.addresses("outside", ""))));
  }

  private static List<Kind<NameFault>> misled() {
    String group = "another address is found";
    return List.of(
        new Kind<>(
            group,
            "dns-partial-dead",
            "adds addresses where nobody is",
            with -> new NameFault.AddsDead(with.addresses("dead", DEAD), with.flag("first", true))),
        new Kind<>(
            group,
            "dns-ipv6-unreachable",
            "adds an IPv6 address that no route leads to",
            with -> new NameFault.Misleads(with.addresses("to", "2001:db8::1"), true)),
        new Kind<>(
            group,
            "localhost-resolves-to-ipv6",
            "says ::1 although the endpoint is on 127.0.0.1",
            with -> new NameFault.Misleads(with.addresses("to", "::1"), with.flag("both", false))),
        new Kind<>(
            group,
            "dns-wrong-target",
            "says the address of somebody else",
            with -> new NameFault.Misleads(with.addresses("to", "127.0.0.66"), false)),
        new Kind<>(
            group,
            "dns-search-suffix",
            "knows names only with a suffix",
            with -> new NameFault.WantsSuffix(Name.of(with.text("suffix", "corp.test")))),
        new Kind<>(
            group,
            "alias-chain",
            "says the truth, behind a row of aliases",
            with -> new NameFault.AliasChain(with.number("length", 12))));
  }

  private static List<Kind<NameFault>> notFound() {
    String group = "no address is found";
    return List.of(
        code(group, "dns-nxdomain", "says that there is no such name", Message.NAME_ERROR),
        new Kind<>(
            group,
            "dns-servfail",
            "says that it failed; it heals where checking is disabled, if told to",
            with ->
                new NameFault.SaysCode(
                    Message.SERVER_FAILURE, with.flag("heals", false), why(with, 6))),
        code(group, "dns-refused", "refuses to answer", Message.REFUSED),
        new Kind<>(
            group,
            "dns-code",
            "answers with any other code",
            with ->
                new NameFault.SaysCode(
                    with.number("code", Message.NOT_IMPLEMENTED), false, why(with, 0))),
        new Kind<>(
            group,
            "dns-no-address",
            "knows the name, and no address for it",
            with -> new NameFault.HasNoAddress(with.choice("how", Emptiness.NOTHING))));
  }

  private static List<Kind<NameFault>> unheard() {
    String group = "no answer in time";
    return List.of(
        new Kind<>(
            group,
            "dns-timeout",
            "says nothing, or not to the first so many questions",
            with ->
                new NameFault.Silent(
                    switch (with.choice("over", Over.BOTH)) {
                      case BOTH -> List.of(Carrier.UDP, Carrier.TCP);
                      case UDP -> List.of(Carrier.UDP);
                      case TCP -> List.of(Carrier.TCP);
                    },
                    with.number("first", 0))),
        new Kind<>(
            group,
            "slow-answer",
            "says the truth after a delay",
            with -> new NameFault.Slow(with.span("delay", "2s"))),
        new Kind<>(
            group,
            "dns-resolver-unreachable",
            "is not there: the port is unreachable",
            with -> new NameFault.Gone()),
        new Kind<>(
            group,
            "truncated-answer",
            "says that the answer is too long for UDP, whatever TCP then brings",
            with -> new NameFault.Truncated(with.choice("tcp", ByTcp.ANSWERED))));
  }

  private static List<Kind<NameFault>> wrong() {
    String group = "what comes is no answer";
    return List.of(
        new Kind<>(group, "wrong-id", "answers another id", with -> new NameFault.WrongId()),
        new Kind<>(
            group,
            "wrong-question",
            "answers another question",
            with -> new NameFault.WrongQuestion()),
        new Kind<>(
            group,
            "not-an-answer",
            "sends the answer marked as a query",
            with -> new NameFault.NotMarkedAsAnswer()),
        new Kind<>(
            group,
            "answer-from-elsewhere",
            "answers from a port or an address that was not asked",
            with -> new NameFault.AnswersFrom(with.choice("place", Elsewhere.PORT))),
        new Kind<>(
            group,
            "malformed-answer",
            "sends bytes that are no message",
            with -> new NameFault.Malformed(with.choice("how", Malformation.CUT))),
        new Kind<>(
            group,
            "oversized-answer",
            "sends a datagram larger than the asker takes",
            with -> new NameFault.Oversized(with.size("size", "9000"))),
        new Kind<>(
            group,
            "duplicate-answer",
            "answers several times",
            with -> new NameFault.Duplicated(with.number("count", 2))),
        new Kind<>(
            group,
            "forged-answer",
            "sends a lie that is faster than the truth, or late",
            with ->
                new NameFault.Forges(
                    with.addresses("to", "127.0.0.66"),
                    with.span("delay", "20ms"),
                    with.flag("truth-first", false))));
  }

  private static Kind<NameFault> code(String group, String name, String description, int code) {
    return new Kind<>(
        group, name, description, with -> new NameFault.SaysCode(code, false, why(with, 0)));
  }

  private static Optional<Message.Remark> why(Parameters with, int otherwise) {
    int code = with.number("info-code", otherwise);
    String text = with.text("info", "");
    return code == 0 && text.isEmpty()
        ? Optional.empty()
        : Optional.of(new Message.Remark(code, text));
  }

  private static long seconds(Parameters with) {
    String text = with.text("ttl", "30");
    if (!text.matches("\\d{1,10}")) {
      throw new IllegalArgumentException("ttl=" + text + " is not a number of seconds");
    }
    return Long.parseLong(text);
  }
}
