package dev.goodgate.lab.resolver;

import dev.goodgate.lab.dns.Content;
import dev.goodgate.lab.dns.Message;
import dev.goodgate.lab.dns.Message.Entry;
import dev.goodgate.lab.dns.Name;
import dev.goodgate.lab.dns.Question;
import dev.goodgate.lab.resolver.NameFault.Malformation;
import java.util.ArrayList;
import java.util.List;

/** Answers with their bytes bent. */
final class Mangled {
  private static final int HEAD = 12;
  private static final int TEXT = 16;

  private Mangled() {}

  static Message question(Message answer) {
    Question asked = answer.questions().getFirst();
    Name other = Name.of("other.lab.test");
    return answer
        .withQuestions(List.of(new Question(other, asked.type())))
        .withAnswers(
            answer.answers().stream()
                .map(each -> new Entry(other, each.ttl(), each.content()))
                .toList());
  }

  static String bytes(Message answer, Malformation how) {
    String head = answer.written().substring(0, HEAD);
    String rest = answer.written().substring(HEAD);
    return switch (how) {
      case CUT -> answer.written().substring(0, answer.written().length() - 3);
      case NOISE -> head.substring(0, 2) + "\u00ff".repeat(40);
      case EMPTY -> "";
      case TOO_MANY_PROMISED -> head.substring(0, 6) + "\u00ff\u00ff" + head.substring(8) + rest;
      case POINTER_LOOP -> head + name("\u00c0\u000c", rest);
      case POINTER_AHEAD -> head + name("\u00c0\u00ff", rest);
      case LONG_LABEL -> head + name("\u0080" + "a".repeat(128) + "\0", rest);
      case CONTENT_LENGTH -> head + rest.replace("\0\u0004", "\0\u0003").replace("\0\u0010", "\0");
    };
  }

  /** As long as that, with entries that nobody asked for. */
  static String padded(Message answer, long size) {
    Name name = answer.questions().getFirst().name();
    Entry filler = new Entry(name, Wording.TTL, new Content.Other(TEXT, text()));
    List<Entry> all = new ArrayList<>(answer.answers());
    int each = answer.withAnswers(List.of(filler, filler)).written().length();
    int one = each - answer.withAnswers(List.of(filler)).written().length();
    for (int length = answer.written().length(); length < size; length += one) {
      all.add(filler);
    }
    return answer.withAnswers(all).written();
  }

  /** Another name in the place of that of the question. */
  private static String name(String bytes, String rest) {
    return bytes + rest.substring(rest.indexOf('\0') + 1);
  }

  private static String text() {
    return (char) 200 + ".".repeat(200);
  }
}
