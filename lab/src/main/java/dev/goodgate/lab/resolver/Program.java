package dev.goodgate.lab.resolver;

import dev.goodgate.lab.dns.Message;
import dev.goodgate.lab.dns.Name;
import dev.goodgate.lab.menu.Menu;
import dev.goodgate.lab.resolver.NameFault.Carrier;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Which fault is whose: one after the other for each question, the last for ever. A question for
 * {@code <fault>.fault.test} gets that fault without using one up.
 */
final class Program {
  /** A fault with a name to show. */
  record Chosen(String name, NameFault fault, Asked asked) {}

  static final Name BY_NAME = Name.of("fault.test");

  private final List<String> written;
  private final List<NameFault> faults;
  private final long began;
  private int questions;

  Program(List<String> written, long now) {
    if (written.isEmpty()) {
      throw new IllegalArgumentException("nothing to play");
    }
    this.written = List.copyOf(written);
    this.faults = written.stream().map(NameFault.MENU::of).toList();
    this.began = now;
    if (faults.size() > 1 && faults.stream().anyMatch(each -> !listens(each))) {
      throw new IllegalArgumentException("one that does not listen can only be played alone");
    }
  }

  NameFault first() {
    return faults.getFirst();
  }

  /** Whether TCP is listened to; UDP is by all but {@link NameFault.Gone}. */
  static boolean listens(NameFault fault) {
    return !(fault instanceof NameFault.Gone)
        && !(fault instanceof NameFault.Truncated(var byTcp) && byTcp == NameFault.ByTcp.REFUSED);
  }

  synchronized Chosen choose(Message message, Carrier over, InetAddress from, long now) {
    Name name = message.questions().getFirst().name();
    Duration since = Duration.ofNanos(now - began);
    if (name.isWithin(BY_NAME) && !name.below(BY_NAME).labels().isEmpty()) {
      String wanted = name.below(BY_NAME).labels().getLast().toLowerCase(Locale.ROOT);
      if (NameFault.MENU.read(wanted)
          instanceof Menu.Reading.Understood<NameFault>(String known, NameFault fault)) {
        return new Chosen(known, fault, new Asked(message, over, from, 1, since));
      }
    }
    int index = Math.min(questions, faults.size() - 1);
    questions++;
    int number = questions - index;
    return new Chosen(
        written.get(index), faults.get(index), new Asked(message, over, from, number, since));
  }
}
