package dev.goodgate.gateway.http2.hpack;

import static dev.goodgate.gateway.http2.hpack.Heads.hex;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FieldDecoderTest {
  private static final String CUSTOM =
      "400a 6375 7374 6f6d 2d6b 6579 0d63 7573 746f 6d2d 6865 6164 6572";

  private final FieldDecoder decoder = new FieldDecoder(4_096);

  @Test
  void readsEveryKindOfField() { // RFC 7541 C.2
    assertThat(read(CUSTOM)).containsExactly("custom-key: custom-header");
    assertThat(read("be")).containsExactly("custom-key: custom-header");
    assertThat(read("040c 2f73 616d 706c 652f 7061 7468")).containsExactly(":path: /sample/path");
    assertThat(read("1008 7061 7373 776f 7264 0673 6563 7265 74"))
        .containsExactly("password: secret");
    assertThat(read("82")).containsExactly(":method: GET");
    assertThat(read("be")).containsExactly("custom-key: custom-header");
  }

  @Test
  void readsRequestsWithoutHuffmansCode() { // RFC 7541 C.3
    readsTheRequests(
        "8286 8441 0f77 7777 2e65 7861 6d70 6c65 2e63 6f6d",
        "8286 84be 5808 6e6f 2d63 6163 6865",
        "8287 85bf 400a 6375 7374 6f6d 2d6b 6579 0c63 7573 746f 6d2d 7661 6c75 65");
  }

  @Test
  void readsRequestsInHuffmansCode() { // RFC 7541 C.4
    readsTheRequests(
        "8286 8441 8cf1 e3c2 e5f2 3a6b a0ab 90f4 ff",
        "8286 84be 5886 a8eb 1064 9cbf",
        "8287 85bf 4088 25a8 49e9 5ba9 7d7f 8925 a849 e95b b8e8 b4bf");
  }

  private void readsTheRequests(String first, String second, String third) {
    assertThat(read(first))
        .containsExactly(
            ":method: GET", ":scheme: http", ":path: /", ":authority: www.example.com");
    assertThat(read(second))
        .containsExactly(
            ":method: GET",
            ":scheme: http",
            ":path: /",
            ":authority: www.example.com",
            "cache-control: no-cache");
    assertThat(read(third))
        .containsExactly(
            ":method: GET",
            ":scheme: https",
            ":path: /index.html",
            ":authority: www.example.com",
            "custom-key: custom-value");
  }

  @Test
  void readsRepliesWhoseTableOverflows() { // RFC 7541 C.5
    readsTheReplies(
        "4803 3330 3258 0770 7269 7661 7465 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032"
            + " 303a3133 3a32 3120 474d 546e 1768 7474 7073 3a2f 2f77 7777 2e65 7861 6d70 6c65 2e63"
            + " 6f6d",
        "4803 3330 37c1 c0bf",
        "88c1 611d 4d6f 6e2c 2032 3120 4f63 7420 3230 3133 2032 303a 3133 3a32 3220 474d 54c0 5a04"
            + "677a 6970 7738 666f 6f3d 4153 444a 4b48 514b 425a 584f 5157 454f 5049 5541 5851 5745"
            + "4f49 553b 206d 6178 2d61 6765 3d33 3630 303b 2076 6572 7369 6f6e 3d31");
  }

  @Test
  void readsCodedRepliesWhoseTableOverflows() { // RFC 7541 C.6
    readsTheReplies(
        "4882 6402 5885 aec3 771a 4b61 96d0 7abe 9410 54d4 44a8 2005 9504 0b81 66e0 82a6 2d1b ff6e"
            + "919d 29ad 1718 63c7 8f0b 97c8 e9ae 82ae 43d3",
        "4883 640e ffc1 c0bf",
        "88c1 6196 d07a be94 1054 d444 a820 0595 040b 8166 e084 a62d 1bff c05a 839b d9ab 77ad 94e7"
            + "821d d7f2 e6c7 b335 dfdf cd5b 3960 d5af 2708 7f36 72c1 ab27 0fb5 291f 9587 3160 65c0"
            + "03ed 4ee5 b106 3d50 07");
  }

  private static void readsTheReplies(String first, String second, String third) {
    FieldDecoder small = new FieldDecoder(256);
    assertThat(Heads.read(small, hex(first)))
        .containsExactly(
            ":status: 302",
            "cache-control: private",
            "date: Mon, 21 Oct 2013 20:13:21 GMT",
            "location: https://www.example.com");
    assertThat(Heads.read(small, hex(second)))
        .containsExactly(
            ":status: 307",
            "cache-control: private",
            "date: Mon, 21 Oct 2013 20:13:21 GMT",
            "location: https://www.example.com");
    assertThat(Heads.read(small, hex(third)))
        .containsExactly(
            ":status: 200",
            "cache-control: private",
            "date: Mon, 21 Oct 2013 20:13:22 GMT",
            "location: https://www.example.com",
            "content-encoding: gzip",
            "set-cookie: foo=ASDJKHQKBZXOQWEOPIUAXQWEOIU; max-age=3600; version=1");
  }

  @Test
  void refusesWhatIsNoCompression() {
    List<String> wrong =
        List.of(
            "80", // an index of nothing
            "be", // an entry that is not there
            "ff", // a number that is cut
            "ff ffff ffff ffff 7f", // a number without end
            "04 0c 2f73", // a string that is cut
            "04 81 00", // no Huffman padding: 0000 0000 leaves zeros
            "04 82 ff ff", // padding of more than seven bits
            "04 84 ffff ffff", // the end of string in a string
            "3f e2 1f", // a table of 4097 bytes
            "82 20", // a change of the table behind a field
            "7f 00"); // a name that is not there
    for (String each : wrong) {
      assertThat(Heads.read(new FieldDecoder(4_096), hex(each)))
          .as(each)
          .isEqualTo(List.of("malformed"));
    }
  }

  @Test
  void forgetsWhatTheTableHasNoRoomFor() {
    assertThat(read(CUSTOM)).hasSize(1);
    assertThat(read("20 82")).containsExactly(":method: GET");
    assertThat(read("be")).containsExactly("malformed");
  }

  @Test
  void emptiesTheTableForAnEntryLargerThanIt() {
    FieldDecoder small = new FieldDecoder(64);
    assertThat(Heads.read(small, hex(CUSTOM))).hasSize(1);
    String large = "40 01 61 7f 01" + "62".repeat(128);
    assertThat(Heads.read(small, hex(large))).hasSize(1);
    assertThat(Heads.read(small, hex("be"))).containsExactly("malformed");
  }

  @Test
  void keepsAgreeingOnTheTableWhileAHeadIsTooLarge() {
    FieldList list = new FieldList();
    list.begin(100, 100);
    byte[] block = hex("40 01 61 7f 01" + "62".repeat(128) + "40 01 63 01 64");

    assertThat(decoder.decode(block, 0, block.length, list)).isEqualTo(FieldDecoder.SOUND);
    assertThat(list.isTooLarge()).isTrue();
    assertThat(list.size()).isEqualTo(129 + 32 + 2 + 32);
    assertThat(read("be")).containsExactly("c: d");
  }

  @Test
  void givesUpAHeadThatUnfoldsToManyTimesWhatItMay() {
    FieldList list = new FieldList();
    list.begin(Heads.MAX_SIZE, Heads.MAX_FIELDS);
    byte[] block = hex("40 01 61 7f 81 1e" + "62".repeat(3_968 + 32) + "be".repeat(12_000));

    assertThat(decoder.decode(block, 0, block.length, list)).isEqualTo(FieldDecoder.ABUSIVE);
    assertThat(list.bytes().length).isLessThan(64 * 1_024);
  }

  @Test
  void countsFields() {
    FieldList list = new FieldList();
    list.begin(Heads.MAX_SIZE, 3);
    byte[] block = hex("82 82 82 82");

    assertThat(decoder.decode(block, 0, block.length, list)).isEqualTo(FieldDecoder.SOUND);
    assertThat(list.isTooMany()).isTrue();
    assertThat(list.count()).isEqualTo(3);
  }

  private List<String> read(String block) {
    return Heads.read(decoder, hex(block));
  }
}
