package dev.goodgate.gateway.http2.hpack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FieldEncoderTest {
  private final FieldEncoder encoder = new FieldEncoder(4_096);
  private final FieldDecoder decoder = new FieldDecoder(4_096);

  @Test
  void writesWhatBothSidesKnowAsOneByte() {
    assertThat(write(":status: 200")).isEqualTo(Heads.hex("88"));
    assertThat(write(":method: GET", ":scheme: https", ":path: /"))
        .isEqualTo(Heads.hex("82 87 84"));
  }

  @Test
  void writesAFieldThatRepeatsAsOneByteFromItsThirdTimeOn() {
    String field = "server: something of some length";
    assertThat(write(field)).hasSizeGreaterThan(1);
    assertThat(write(field)).hasSizeGreaterThan(1);
    assertThat(write(field)).isEqualTo(Heads.hex("be"));
  }

  @Test
  void neverTellsToRememberASecret() {
    for (String secret :
        List.of(
            "authorization: Basic b3BlbiBzZXNhbWU=",
            "proxy-authorization: Basic b3BlbiBzZXNhbWU=",
            "set-cookie: id=b3BlbiBzZXNhbWU; HttpOnly",
            "cookie: id=1234")) {
      for (int time = 0; time < 4; time++) {
        assertThat(write(secret)[0] & 0xf0).as(secret).isEqualTo(0x10);
      }
    }
  }

  @Test
  void usesHuffmansCodeOnlyWhereItIsShorter() {
    assertThat(write("x: aaaaaaaa")).hasSize(1 + 2 + 1 + 5);
    assertThat(write("x: \\\\\\\\")).hasSize(1 + 2 + 1 + 4);
  }

  @Test
  void remembersNothingWhereTheOtherSideDoesNot() {
    encoder.resize(0);
    assertThat(write("a: b")).startsWith(0x20);
    for (int time = 0; time < 4; time++) {
      assertThat(write("a: b")).hasSize(5);
    }
  }

  @Test
  void tellsTheSmallestTableThereWasInBetween() {
    for (int time = 0; time < 3; time++) {
      write("a: b");
    }
    encoder.resize(0);
    encoder.resize(4_096);
    assertThat(write("a: b")).startsWith(0x20, 0x3f, 0xe1, 0x1f);
    assertThat(write("a: b")).isEqualTo(Heads.hex("be"));
  }

  /** Writes it, and makes sure that it is read as it was written. */
  private byte[] write(String... fields) {
    byte[] block = Heads.write(encoder, List.of(fields));
    assertThat(Heads.read(decoder, block)).containsExactly(fields);
    return block;
  }
}
