package dev.goodgate.lab.dns;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.goodgate.lab.dns.Message.Edns;
import dev.goodgate.lab.dns.Message.Entry;
import dev.goodgate.lab.dns.Message.Remark;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Writes one message, with names compressed: where one ends as an earlier one, it points there. */
final class MessageWriter {
  private static final int POINTER = 0xc000;
  private static final int FURTHEST = 0x3fff;
  private static final int LOW_CODE = 0xf;

  private final StringBuilder bytes = new StringBuilder();
  private final Map<Name, Integer> places = new HashMap<>();

  String write(Message message) {
    two(message.id());
    two(message.flags().bits() | (message.code() & LOW_CODE));
    two(message.questions().size());
    two(message.answers().size());
    two(message.authorities().size());
    two(message.edns().isPresent() ? 1 : 0);
    for (Question each : message.questions()) {
      name(each.name());
      two(each.type());
      two(each.ofClass());
    }
    message.answers().forEach(this::entry);
    message.authorities().forEach(this::entry);
    message.edns().ifPresent(edns -> edns(edns, message.code()));
    return bytes.toString();
  }

  private void entry(Entry entry) {
    name(entry.name());
    two(entry.content().type());
    two(Question.INTERNET);
    four(entry.ttl());
    int length = bytes.length();
    two(0);
    switch (entry.content()) {
      case Content.Address(var address) ->
          bytes.append(new String(address.getAddress(), ISO_8859_1));
      case Content.Alias(Name to) -> name(to);
      case Content.Authority(Name primary, Name mailbox, long minimum) -> {
        name(primary);
        name(mailbox);
        for (long each : List.of(1L, 3_600L, 600L, 86_400L, minimum)) {
          four(each);
        }
      }
      case Content.Other(int type, String content) -> bytes.append(content);
    }
    int size = bytes.length() - length - 2;
    bytes.setCharAt(length, (char) ((size >> 8) & 0xff));
    bytes.setCharAt(length + 1, (char) (size & 0xff));
  }

  private void edns(Edns edns, int code) {
    one(0);
    two(Edns.TYPE);
    two(edns.datagram());
    four((long) (code >> 4) << 24);
    String option = edns.error().map(MessageWriter::option).orElse("");
    two(option.length());
    bytes.append(option);
  }

  private static String option(Remark error) {
    String text = new String(error.text().getBytes(UTF_8), ISO_8859_1);
    MessageWriter option = new MessageWriter();
    option.two(Edns.EXTENDED_ERROR);
    option.two(2 + text.length());
    option.two(error.infoCode());
    return option.bytes + text;
  }

  private void name(Name name) {
    for (Name rest = name; ; rest = new Name(rest.labels().subList(1, rest.labels().size()))) {
      if (rest.labels().isEmpty()) {
        one(0);
        return;
      }
      Integer place = places.get(rest);
      if (place != null) {
        two(POINTER | place);
        return;
      }
      if (bytes.length() <= FURTHEST) {
        places.put(rest, bytes.length());
      }
      String label = rest.labels().getFirst();
      one(label.length());
      bytes.append(label);
    }
  }

  private void four(long value) {
    two((int) (value >> 16));
    two((int) value);
  }

  private void two(int value) {
    one(value >> 8);
    one(value);
  }

  private void one(int value) {
    bytes.append((char) (value & 0xff));
  }
}
