package dev.goodgate.lab.fault;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.GZIPOutputStream;

/** Bodies that say they are compressed, and what is wrong with them. */
enum Gzip {
  PLAIN,
  CORRUPT,
  TRUNCATED,
  WRONG_CHECKSUM,
  TWICE,
  UNKNOWN_CODING;

  private static final int SIZE = 2_000;
  private static final int TRAILER = 8;

  String answer() {
    String plain = Wording.filler(SIZE);
    String packed = packed(plain);
    int middle = packed.length() / 2;
    String body =
        switch (this) {
          case PLAIN, UNKNOWN_CODING -> plain;
          case CORRUPT -> packed.substring(0, middle) + "????" + packed.substring(middle + 4);
          case TRUNCATED -> packed.substring(0, middle);
          case WRONG_CHECKSUM ->
              packed.substring(0, packed.length() - TRAILER) + "?".repeat(TRAILER);
          case TWICE -> packed(packed);
        };
    String coding = this == UNKNOWN_CODING ? "made-up" : "gzip";
    return Wording.head(
            200, Wording.TYPE, "Content-Encoding: " + coding, Wording.length(body.length()))
        + body;
  }

  private static String packed(String plain) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream packing = new GZIPOutputStream(bytes)) {
      packing.write(plain.getBytes(ISO_8859_1));
    } catch (IOException impossible) {
      throw new UncheckedIOException("in memory", impossible);
    }
    return bytes.toString(ISO_8859_1);
  }
}
