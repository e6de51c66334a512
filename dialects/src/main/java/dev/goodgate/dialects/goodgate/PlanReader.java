package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.plan.Plan;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads what a person wrote for a gateway of ours: a plan file, or a single address. Pure: no file
 * is opened, no name is looked up, nothing is thrown at what the text holds.
 */
public final class PlanReader {
  /** A longer file is refused before it is looked at. */
  public static final int LONGEST_BYTES = 1 << 20;

  /** Some editors write it; it is no part of the text. */
  private static final String BYTE_ORDER_MARK = "\ufeff";

  private PlanReader() {}

  /** As {@link #read(String, String)}, from the bytes of the file, which must be UTF-8. */
  public static Reading<Plan> read(String fileName, byte[] bytes) {
    if (bytes.length > LONGEST_BYTES) {
      return tooLong(fileName);
    }
    CharBuffer text = CharBuffer.allocate(bytes.length);
    CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
    CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
    String whole = text.flip().toString();
    if (result.isError()) {
      SourceText source = new SourceText(fileName, whole);
      Spot spot = source.spotOf(whole.codePointCount(0, whole.length()));
      return refused(source, spot, "from here on this is not UTF-8", "text in UTF-8");
    }
    return read(fileName, whole);
  }

  /** Everything that is wrong is told at once; a refusal of the YAML itself stands alone. */
  public static Reading<Plan> read(String fileName, String text) {
    if (text.length() > LONGEST_BYTES) {
      return tooLong(fileName);
    }
    String bare = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    SourceText source = new SourceText(fileName, bare);
    Complaints complaints = new Complaints(source);
    Optional<Written> written = YamlTree.read(source, bare, complaints);
    if (complaints.anyError()) {
      return new Reading.Refused<>(complaints.inOrder());
    }
    Written root = written.orElse(new Written.Word("", true, Spot.START));
    return judge(root, source, complaints);
  }

  /** The plan of a gateway that was told no more than where to listen and whom to ask. */
  public static Reading<Plan> readCommand(List<String> listen, List<String> to) {
    CommandLine command = new CommandLine(listen, to);
    SourceText source = new SourceText("command line", command.text());
    return judge(command.root(), source, new Complaints(source));
  }

  /** An address to listen at. {@code origin} is what complaints name in place of a file. */
  public static Reading<HostPort> readAddress(String origin, String text) {
    return readValue(origin, text, ListenerSettings.ADDRESS);
  }

  public static Reading<Endpoint> readEndpoint(String origin, String text) {
    return readValue(origin, text, UpstreamSettings.ENDPOINT);
  }

  private static <T> Reading<T> readValue(String origin, String text, Setting<T> setting) {
    Complaints complaints = new Complaints(new SourceText(origin, text));
    Spot spot = new Spot(1, 1, Math.max(1, text.length()));
    T value =
        setting
            .form()
            .read(
                text, (message, expected, near) -> complaints.error(spot, message, expected, near));
    return value == null
        ? new Reading.Refused<>(complaints.inOrder())
        : new Reading.Understood<>(value, List.of());
  }

  private static Reading<Plan> judge(Written root, SourceText source, Complaints complaints) {
    Values values = new Binder(complaints).bind(Shape.ofPlan(), root);
    check(values, complaints);
    return complaints.anyError()
        ? new Reading.Refused<>(complaints.inOrder())
        : new Reading.Understood<>(new Assembly(values, source).plan(), complaints.inOrder());
  }

  private static void check(Values values, Complaints complaints) {
    Values.Scope plan = values.whole();
    new ListenerChecks(values, complaints).run();
    new RouteChecks(values, complaints).run();
    List<HostPort> listeners =
        plan.items("listeners").stream()
            .flatMap(listener -> listener.written(ListenerSettings.ADDRESS).stream())
            .toList();
    for (Map.Entry<String, Values.Scope> upstream : plan.named("upstreams").entrySet()) {
      new UpstreamChecks(upstream.getValue(), listeners, complaints).run();
    }
    if (plan.wrote(Settings.LEDGER_PATH) && plan.wrote(Settings.LEDGER_URL)) {
      String message = "the ledger has both a `path` and a `url`";
      complaints.error(plan.spot(Settings.LEDGER_URL), message, "one of them");
    }
  }

  private static Reading<Plan> tooLong(String fileName) {
    return refused(
        new SourceText(fileName, ""), Spot.START, "the plan is too long", "at most 1MiB");
  }

  private static Reading<Plan> refused(
      SourceText source, Spot spot, String message, String expected) {
    Complaints complaints = new Complaints(source);
    complaints.error(spot, message, expected);
    return new Reading.Refused<>(complaints.inOrder());
  }
}
