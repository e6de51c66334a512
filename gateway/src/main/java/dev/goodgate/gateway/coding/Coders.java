package dev.goodgate.gateway.coding;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import dev.goodgate.vocabulary.plan.Compression.Encoding;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Has coders for the replies of one loop, a bounded number at one time: each holds up to a few MiB.
 * Native libraries are loaded only where a plan asks for what they do; one that does not load on
 * this machine makes no coder.
 */
public final class Coders {
  private final int most;
  private final Set<Encoding> ready = EnumSet.noneOf(Encoding.class);
  private int lent;

  /**
   * {@code most} is how many replies are compressed at one time; those beyond pass as they are.
   * {@code encodings} are made ready now, so that no reply waits for them.
   */
  public Coders(int most, Set<Encoding> encodings) {
    this.most = most;
    encodings.forEach(each -> {
      Coder tried = made(each);
      if (tried != null) {
        ready.add(each);
        tried.close();
      }
    });
  }

  /** A coder for {@link #giveBack}; null where as many are at work as may be. */
  public @Nullable Coder lend(Encoding encoding) {
    Coder coder = lent < most && ready.contains(encoding) ? made(encoding) : null;
    lent += coder == null ? 0 : 1;
    return coder;
  }

  private static @Nullable Coder made(Encoding encoding) {
    try {
      return switch (encoding) {
        case BROTLI -> Brotli4jLoader.isAvailable() ? new BrotliCoder() : null;
        case ZSTD -> new ZstdCoder();
        case GZIP -> new GzipCoder();
      };
    } catch (LinkageError notForThisMachine) {
      return null;
    }
  }

  public void giveBack(Coder coder) {
    lent--;
    coder.close();
  }

  /**
   * Which of the encodings offered, the best first, a client wants by what it says in
   * Accept-Encoding (RFC 9110 12.5.3); null for none.
   */
  public static @Nullable Encoding chosen(String accept, List<Encoding> offered) {
    List<String> ranges = new ArrayList<>(List.of(accept.toLowerCase(Locale.ROOT).split(",", 64)));
    Encoding best = null;
    double most = 0;
    for (Encoding encoding : offered) {
      double weight = weight(ranges, encoding.key());
      if (weight > most) {
        most = weight;
        best = encoding;
      }
    }
    return best;
  }

  private static double weight(List<String> ranges, String key) {
    double anyOther = 0;
    for (String range : ranges) {
      String[] parts = range.split(";", 2);
      String name = parts[0].strip();
      double weight = parts.length == 1 ? 1 : weight(parts[1].strip());
      if (name.equals(key) || name.equals("x-" + key)) {
        return weight;
      }
      anyOther = name.equals("*") ? weight : anyOther;
    }
    return anyOther;
  }

  /** What is not a weight is taken for a refusal. */
  private static double weight(String parameter) {
    return parameter.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)")
        ? Double.parseDouble(parameter.substring(2))
        : 0;
  }
}
