package dev.goodgate.lab.resolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.goodgate.lab.dns.Message;
import dev.goodgate.lab.dns.Name;
import dev.goodgate.lab.dns.Question;
import dev.goodgate.lab.menu.Menu;
import dev.goodgate.lab.resolver.NameFault.Carrier;
import java.net.InetAddress;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever is asked, each fault knows what to do, within what UDP can carry. */
class HostileQuestionsProperty {
  private static final long SEED = 20_261_121;
  private static final Zone ZONE =
      Zone.of(InetAddress.ofLiteral("127.0.0.1"), InetAddress.ofLiteral("::1"));

  private final Random random = new Random(SEED);

  @Test
  void bentBytesAreNoMessageOrOneThatEveryFaultSurvives() {
    List<String> names = NameFault.MENU.entries().stream().map(Menu.Entry::name).toList();
    int readable = 0;
    for (int round = 0; round < 20_000; round++) {
      String bytes = bent(sound());
      String fault = names.get(round % names.size());
      boolean[] read = new boolean[1];
      assertThatCode(() -> read[0] = survives(bytes, fault))
          .as("seed %d round %d %s", SEED, round, fault)
          .doesNotThrowAnyException();
      readable += read[0] ? 1 : 0;
    }
    assertThat(readable).as("some are still questions").isGreaterThan(2_000);
  }

  private static boolean survives(String bytes, String fault) {
    List<Message> read = Message.read(bytes).stream().toList();
    for (Message message : read) {
      if (Reactions.complaint(message).isEmpty()) {
        Program.Chosen chosen =
            new Program(List.of(fault), 0)
                .choose(message, Carrier.UDP, InetAddress.getLoopbackAddress(), 1);
        if (new Reactions(ZONE).to(chosen.fault(), chosen.asked())
            instanceof Reaction.Sends(var sendings)) {
          assertThat(sendings).allMatch(each -> each.bytes().length() <= Message.MAX_BYTES);
        }
      }
    }
    return !read.isEmpty();
  }

  private String sound() {
    Name name = Name.of(List.of(".", "a", "WWW.example.test", "x.fault.test").get(pick(4)));
    Message query =
        Message.query(pick(65_536), new Question(name, List.of(1, 28, 255, 9).get(pick(4))));
    return (pick(2) == 0 ? query : query.withQuestions(List.of())).written();
  }

  private String bent(String sound) {
    StringBuilder bytes = new StringBuilder(sound);
    for (int count = pick(4); count > 0 && !bytes.isEmpty(); count--) {
      int at = pick(bytes.length());
      switch (pick(4)) {
        case 0 -> bytes.setCharAt(at, (char) pick(256));
        case 1 -> bytes.deleteCharAt(at);
        case 2 -> bytes.insert(at, "\u00c0" + (char) pick(40));
        default -> bytes.setLength(at);
      }
    }
    return bytes.toString();
  }

  private int pick(int bound) {
    return random.nextInt(bound);
  }
}
