package dev.goodgate.gateway.relay;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.gateway.report.Slip;
import dev.goodgate.vocabulary.plan.Template;
import dev.goodgate.vocabulary.plan.Template.Blank;
import dev.goodgate.vocabulary.plan.Template.Part;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A text whose blanks are filled from what is noted of a request. Made once for a loop; writing it
 * allocates nothing. What was never known, of a request that could not be read, stays empty.
 */
final class Phrase {
  private static final byte[] HTTP = ascii("http");
  private static final byte[] HTTPS = ascii("https");

  private final byte[][] literals;
  private final @Nullable Blank[] blanks;

  /** Written behind {@code prefix} and in front of {@code suffix}. */
  Phrase(String prefix, Template template, String suffix) {
    List<Part> parts = template.parts();
    literals = new byte[parts.size() + 2][];
    blanks = new @Nullable Blank[parts.size() + 2];
    literals[0] = ascii(prefix);
    for (int i = 0; i < parts.size(); i++) {
      literals[i + 1] = parts.get(i) instanceof Part.Literal(String text) ? ascii(text) : ascii("");
      blanks[i + 1] = parts.get(i) instanceof Part.Filled(Blank blank) ? blank : null;
    }
    literals[parts.size() + 1] = ascii(suffix);
  }

  /** {@code texts} is where the slip's texts stand: it may be what is written to. */
  void write(HeadWriter to, @Nullable MemorySegment texts, Slip slip) {
    for (int i = 0; i < literals.length; i++) {
      to.add(literals[i]);
      Blank blank = blanks[i];
      if (blank != null) {
        fill(blank, to, texts, slip);
      }
    }
  }

  private static void fill(Blank blank, HeadWriter to, @Nullable MemorySegment texts, Slip slip) {
    if (blank == Blank.CLIENT) {
      to.add(slip.client);
    } else if (blank == Blank.SCHEME) {
      to.add(slip.tls > 0 ? HTTPS : HTTP);
    } else if (texts != null) {
      switch (blank) {
        case CLIENT, SCHEME -> {}
        case AUTHORITY -> to.add(texts, slip.host, slip.hostEnd);
        case HOST -> to.add(texts, slip.host, nameEnd(texts, slip.host, slip.hostEnd));
        case METHOD -> to.add(texts, 0, slip.methodEnd);
        case PATH -> to.add(texts, slip.target, pathEnd(texts, slip));
        case QUERY -> to.add(texts, pathEnd(texts, slip), slip.targetEnd);
        case URI -> to.add(texts, slip.target, slip.targetEnd);
        case REQUEST_ID -> to.add(texts, slip.id, slip.idEnd);
      }
    }
  }

  private static int pathEnd(MemorySegment texts, Slip slip) {
    int at = slip.target;
    while (at < slip.targetEnd && texts.get(JAVA_BYTE, at) != '?') {
      at++;
    }
    return at;
  }

  /** Where the port begins, if there is one; an IPv6 address keeps its brackets. */
  private static int nameEnd(MemorySegment texts, int from, int to) {
    for (int at = to - 1; at >= from && texts.get(JAVA_BYTE, at) != ']'; at--) {
      if (texts.get(JAVA_BYTE, at) == ':') {
        return at;
      }
    }
    return to;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
