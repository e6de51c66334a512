package dev.goodgate.lab.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.ProtocolException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HpackTest {
  private final Hpack.Decoder decoder = new Hpack.Decoder();

  /** RFC 7541 C.4: Huffman's code, and a table that grows. */
  @Test
  void readsTheRequestsOfTheRfc() throws ProtocolException {
    assertThat(decode("828684418cf1e3c2e5f23a6ba0ab90f4ff"))
        .containsExactly(
            new Field(":method", "GET"),
            new Field(":scheme", "http"),
            new Field(":path", "/"),
            new Field(":authority", "www.example.com"));
    assertThat(decode("828684be5886a8eb10649cbf"))
        .endsWith(
            new Field(":authority", "www.example.com"), new Field("cache-control", "no-cache"));
    assertThat(decode("828785bf408825a849e95ba97d7f8925a849e95bb8e8b4bf"))
        .startsWith(new Field(":method", "GET"), new Field(":scheme", "https"))
        .endsWith(
            new Field(":authority", "www.example.com"), new Field("custom-key", "custom-value"));
  }

  /** RFC 7541 C.6.1, with every kind of character of a date and a URL. */
  @Test
  void readsTheAnswerOfTheRfc() throws ProtocolException {
    assertThat(
            decode(
                "488264025885aec3771a4b6196d07abe941054d444a8200595040b8166e082a62d1bff"
                    + "6e919d29ad171863c78f0b97c8e9ae82ae43d3"))
        .containsExactly(
            new Field(":status", "302"),
            new Field("cache-control", "private"),
            new Field("date", "Mon, 21 Oct 2013 20:13:21 GMT"),
            new Field("location", "https://www.example.com"));
  }

  @Test
  void readsWhatItWrites() throws ProtocolException {
    List<Field> fields = List.of(new Field(":status", "200"), new Field("x-long", "v".repeat(300)));
    assertThat(decoder.decode(Hpack.literal(fields))).isEqualTo(fields);
    assertThat(Hpack.number(5, 0, 1337)).isEqualTo("\u001f\u009a\n");
  }

  @Test
  void forgetsWhatHasNoRoomInTheTable() throws ProtocolException {
    decoder.decode("@" + Hpack.string("first") + Hpack.string("v".repeat(2_000)));
    decoder.decode("@" + Hpack.string("second") + Hpack.string("v".repeat(2_100)));
    assertThat(decoder.decode("\u00be").getFirst().name()).isEqualTo("second");
    assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> decoder.decode("\u00bf"));
    decoder.decode(" ");
    assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> decoder.decode("\u00be"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "80", // an index of zero
        "be", // an index beyond the table
        "7fffffffffff7f", // a number too large
        "0005782d63", // a string that is cut
        "000178", // a value that is missing
        "00017884ffffffff", // Huffman's end of string
        "0001788100", // Huffman padding that is none
        "3fe2ff03", // a table larger than allowed
      })
  void refusesWhatIsNoCompression(String hex) {
    assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> decode(hex));
  }

  @Test
  void refusesAHeadThatGrowsBeyondItsBounds() throws ProtocolException {
    String kept = "@" + Hpack.string("x-bomb") + Hpack.string("v".repeat(4_000));
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> decoder.decode(kept + "\u00be".repeat(100)));
    assertThatExceptionOfType(ProtocolException.class)
        .isThrownBy(() -> decoder.decode("\u0082".repeat(Hpack.MAX_FIELDS + 1)));
  }

  private List<Field> decode(String hex) throws ProtocolException {
    return decoder.decode(new String(HexFormat.of().parseHex(hex), ISO_8859_1));
  }
}
