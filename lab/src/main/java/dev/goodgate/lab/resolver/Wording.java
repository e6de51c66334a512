package dev.goodgate.lab.resolver;

import dev.goodgate.lab.dns.Content;
import dev.goodgate.lab.dns.Message;
import dev.goodgate.lab.dns.Message.Edns;
import dev.goodgate.lab.dns.Message.Entry;
import dev.goodgate.lab.dns.Message.Flags;
import dev.goodgate.lab.dns.Message.Remark;
import dev.goodgate.lab.dns.Name;
import dev.goodgate.lab.dns.Question;
import dev.goodgate.lab.resolver.NameFault.Carrier;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Words answers as an honest resolver would, to one message. */
record Wording(Message asked, Carrier over) {
  static final long TTL = 30;

  private static final int OUR_DATAGRAM = 1_232;
  private static final int KEPT = Flags.RECURSION_DESIRED | Flags.CHECKING_DISABLED;

  private Question question() {
    return asked.questions().getFirst();
  }

  /** An answer with a code and nothing else. */
  Message code(int code, Optional<Remark> why) {
    Flags flags =
        new Flags(asked.flags().bits() & (KEPT | 0x7800))
            .with(Flags.ANSWER)
            .with(Flags.RECURSION_AVAILABLE);
    return new Message(
        asked.id(),
        flags,
        code,
        asked.questions(),
        List.of(),
        List.of(),
        asked.edns().map(edns -> new Edns(OUR_DATAGRAM, why)));
  }

  /** There is none of what was asked for; {@code code} tells whether there is the name. */
  Message none(int code, Optional<Remark> why) {
    return code(code, why).withAuthorities(List.of(authority()));
  }

  Message addresses(List<InetAddress> addresses, long ttl) {
    return addresses(question().name(), List.of(), addresses, ttl);
  }

  /** {@code before} are aliases that lead from the name asked for to {@code owner}. */
  Message addresses(Name owner, List<Entry> before, List<InetAddress> addresses, long ttl) {
    List<Entry> fitting =
        addresses.stream()
            .map(each -> new Entry(owner, ttl, new Content.Address(each)))
            .filter(each -> isAsked(each.content().type()))
            .toList();
    if (fitting.isEmpty() && before.isEmpty()) {
      return none(Message.NO_ERROR, Optional.empty());
    }
    List<Entry> all = Stream.of(before, fitting).flatMap(List::stream).toList();
    return code(Message.NO_ERROR, Optional.empty()).withAnswers(all);
  }

  /** Its bytes; what is too long for the carrier is left out and said to be. */
  String written(Message answer) {
    String whole = answer.written();
    int limit =
        switch (over) {
          case UDP ->
              asked
                  .edns()
                  .map(edns -> Math.max(edns.datagram(), Message.PLAIN_DATAGRAM))
                  .orElse(Message.PLAIN_DATAGRAM);
          case TCP -> Message.MAX_BYTES;
        };
    return whole.length() <= limit ? whole : truncated(answer).written();
  }

  Message truncated(Message answer) {
    return answer
        .withAnswers(List.of())
        .withAuthorities(List.of())
        .withFlags(answer.flags().with(Flags.TRUNCATED));
  }

  private boolean isAsked(int type) {
    return question().type() == type || question().type() == Question.ANY;
  }

  private Entry authority() {
    List<String> labels = question().name().labels();
    Name zone = labels.isEmpty() ? Name.ROOT : new Name(List.of(labels.getLast()));
    Name primary = Name.of("ns.lab.test");
    return new Entry(zone, TTL, new Content.Authority(primary, Name.of("lab.lab.test"), TTL));
  }
}
