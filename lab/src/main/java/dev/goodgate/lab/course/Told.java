package dev.goodgate.lab.course;

import dev.goodgate.lab.http2.Field;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A head of HTTP/1 without what only HTTP/1 needs in it; its wrong parts are kept. */
record Told(String status, List<Field> fields, Optional<Long> length, boolean chunked) {
  private static final Pattern STATUS_LINE = Pattern.compile("HTTP/1\\.[01] ?([^ ]*).*");

  /** The lines up to the empty one, or as many as there are. */
  static Told of(String head) {
    Matcher line = STATUS_LINE.matcher(head.lines().findFirst().orElse(""));
    String status = line.matches() ? line.group(1) : "";
    List<Field> all = fields(head.substring(Math.max(0, head.indexOf("\r\n") + 2))).toList();
    List<String> lengths = values(all, "content-length");
    List<String> codings = values(all, "transfer-encoding");
    boolean plain = codings.equals(List.of("chunked")) && lengths.isEmpty();
    List<Field> kept =
        all.stream()
            .filter(each -> !each.name().equalsIgnoreCase("connection"))
            .filter(each -> !each.name().equalsIgnoreCase("keep-alive"))
            .filter(each -> !plain || !each.name().equalsIgnoreCase("transfer-encoding"))
            .toList();
    Optional<Long> length =
        lengths.stream().findFirst().filter(text -> text.matches("\\d{1,18}")).map(Long::valueOf);
    return new Told(status, kept, length, codings.contains("chunked"));
  }

  /** Each line that has a colon; a folded one stays with the one before. */
  static Stream<Field> fields(String lines) {
    return Stream.of(lines.split("\r\n(?![ \t])", -1))
        .filter(line -> line.indexOf(':') >= 0)
        .map(line -> line.split(":", 2))
        .map(parts -> new Field(parts[0], parts[1].strip()));
  }

  private static List<String> values(List<Field> fields, String name) {
    return fields.stream()
        .filter(each -> each.name().equalsIgnoreCase(name))
        .map(Field::value)
        .toList();
  }
}
