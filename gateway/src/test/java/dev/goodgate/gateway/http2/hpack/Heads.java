package dev.goodgate.gateway.http2.hpack;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Heads as texts, a line {@code name: value} a field, to and from what the codec speaks. */
final class Heads {
  static final long MAX_SIZE = 16_384;
  static final int MAX_FIELDS = 100;

  private Heads() {}

  static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
  }

  /** The fields, or one line that says that the block is malformed. */
  static List<String> read(FieldDecoder decoder, byte[] block) {
    FieldList list = new FieldList();
    list.begin(MAX_SIZE, MAX_FIELDS);
    return decoder.decode(block, 0, block.length, list) == FieldDecoder.SOUND
        ? fields(list)
        : List.of("malformed");
  }

  static List<String> fields(FieldList list) {
    List<String> fields = new ArrayList<>();
    for (int i = 0; i < list.count(); i++) {
      String name = text(list, list.nameStart(i), list.nameEnd(i));
      fields.add(name + ": " + text(list, list.nameEnd(i), list.valueEnd(i)));
    }
    return fields;
  }

  private static String text(FieldList list, int from, int to) {
    return new String(list.bytes(), from, to - from, ISO_8859_1);
  }

  static byte[] write(FieldEncoder encoder, List<String> fields) {
    int most = fields.stream().mapToInt(each -> each.length() + FieldEncoder.MOST_OVERHEAD).sum();
    byte[] block = new byte[FieldEncoder.MOST_OVERHEAD + most];
    encoder.begin(block, 0);
    for (String field : fields) {
      byte[] bytes = field.getBytes(ISO_8859_1);
      int name = field.indexOf(": ", 1);
      encoder.add(bytes, 0, name, name + 2, bytes.length);
    }
    byte[] written = new byte[encoder.end()];
    System.arraycopy(block, 0, written, 0, written.length);
    return written;
  }
}
