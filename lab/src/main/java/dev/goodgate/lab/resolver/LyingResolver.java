package dev.goodgate.lab.resolver;

import dev.goodgate.lab.dns.Message;
import dev.goodgate.lab.journal.Journal;
import dev.goodgate.lab.resolver.NameFault.Carrier;
import dev.goodgate.vocabulary.time.NanoClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A name server on one port of UDP and of TCP that acts faults. It begins truthful and answers for
 * {@code <fault>.fault.test} with that fault whatever else it plays. Any thread may switch what it
 * plays, or what is true. Both ports stay reserved while nothing listens on them.
 */
public final class LyingResolver implements AutoCloseable {
  private static final int TRIES = 20;
  private static final int HEAD = 12;

  private final NanoClock sinceStart;
  private final Journal<Lookup> journal = new Journal<>();
  private final Consumer<Lookup> watcher;
  private final TcpPort tcp;
  private final UdpPort udp;
  private volatile Zone zone;
  private volatile Program program;

  private LyingResolver(
      InetSocketAddress address, Zone zone, NanoClock clock, Consumer<Lookup> watcher)
      throws IOException {
    long start = clock.nanos();
    this.sinceStart = () -> clock.nanos() - start;
    this.watcher = journal.andThen(watcher);
    this.zone = zone;
    this.program = new Program(List.of("healthy"), sinceStart.nanos());
    this.tcp = new TcpPort(address, this::hear);
    try {
      this.udp = new UdpPort(tcp.address(), this::hear);
    } catch (IOException taken) {
      tcp.close();
      throw taken;
    }
  }

  /**
   * Listens at once; port 0 takes any that is free for both. {@code watcher} is told everything.
   */
  public static LyingResolver start(
      InetSocketAddress address, Zone zone, NanoClock clock, Consumer<Lookup> watcher)
      throws IOException {
    for (int tries = 1; ; tries++) {
      try {
        LyingResolver resolver = new LyingResolver(address, zone, clock, watcher);
        resolver.play("healthy");
        return resolver;
      } catch (IOException taken) {
        if (address.getPort() != 0 || tries == TRIES) {
          throw taken;
        }
      }
    }
  }

  public InetSocketAddress address() {
    return tcp.address();
  }

  public Journal<Lookup> journal() {
    return journal;
  }

  /** From now on this is true. */
  public void tell(Zone truth) {
    zone = truth;
  }

  /**
   * Plays these faults, written as {@link NameFault#MENU} reads them, one for each question, and
   * the last for ever. One that does not listen can only be played alone.
   */
  public void play(String... written) {
    Program next = new Program(List.of(written), sinceStart.nanos());
    program = next;
    try {
      if (next.first() instanceof NameFault.Gone) {
        udp.vanish();
      } else {
        udp.open();
      }
      if (Program.listens(next.first())) {
        tcp.open();
      } else {
        tcp.refuse();
      }
    } catch (IOException taken) {
      throw new UncheckedIOException("cannot switch to " + written[0], taken);
    }
  }

  @Override
  public void close() {
    udp.close();
    tcp.close();
  }

  private Reaction hear(String bytes, Carrier over, InetSocketAddress from) {
    Optional<Message> read = Message.read(bytes);
    if (read.isEmpty()) {
      return unreadable(bytes, over, from);
    }
    Message message = read.get();
    if (message.flags().has(Message.Flags.ANSWER)) {
      // Two that answer each other's answers would never end.
      return told(over, from, "an answer", message, Reaction.silence());
    }
    Optional<Message> complaint = Reactions.complaint(message);
    if (complaint.isPresent()) {
      return told(over, from, "no question", message, Reaction.send(complaint.get().written()));
    }
    Program.Chosen chosen = program.choose(message, over, from.getAddress(), sinceStart.nanos());
    Reaction reaction = new Reactions(zone).to(chosen.fault(), chosen.asked());
    return told(over, from, chosen.name(), message, reaction);
  }

  private Reaction unreadable(String bytes, Carrier over, InetSocketAddress from) {
    Reaction reaction = Reaction.silence();
    if (bytes.length() >= HEAD && bytes.charAt(2) < 0x80) {
      String complaint = bytes.substring(0, 2) + "\u0080\u0001" + "\0".repeat(HEAD - 4);
      reaction = Reaction.send(complaint);
    }
    watcher.accept(
        new Lookup(sinceStart.nanos(), over, from, Optional.empty(), "unreadable", says(reaction)));
    return reaction;
  }

  private Reaction told(
      Carrier over, InetSocketAddress from, String fault, Message message, Reaction reaction) {
    watcher.accept(
        new Lookup(
            sinceStart.nanos(),
            over,
            from,
            message.questions().stream().findFirst(),
            fault,
            says(reaction)));
    return reaction;
  }

  private static String says(Reaction reaction) {
    return switch (reaction) {
      case Reaction.Closes() -> "closes";
      case Reaction.Sends(var sendings) when sendings.isEmpty() -> "says nothing";
      case Reaction.Sends(var sendings) -> {
        int bytes = sendings.stream().mapToInt(each -> each.bytes().length()).sum();
        yield "sends " + bytes + " bytes in " + sendings.size();
      }
    };
  }
}
