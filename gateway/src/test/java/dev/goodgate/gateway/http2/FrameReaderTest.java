package dev.goodgate.gateway.http2;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FrameReaderTest {
  private final FrameReader reader = new FrameReader();

  @Test
  void waitsForAWholeFrame() {
    String settings = "000006 04 00 00000000 0003 00000064";
    byte[] bytes = hex(settings);
    for (int cut = 0; cut < bytes.length; cut++) {
      assertThat(reader.read(MemorySegment.ofArray(bytes), 0, cut))
          .isEqualTo(FrameReader.INCOMPLETE);
    }
    MemorySegment memory = MemorySegment.ofArray(bytes);
    assertThat(reader.read(memory, 0, bytes.length)).isEqualTo(15);
    assertThat(reader.type()).isEqualTo(Frame.SETTINGS);
    assertThat(reader.settings()).isEqualTo(1);
    assertThat(reader.settingId(memory, 0)).isEqualTo(Frame.MAX_CONCURRENT_STREAMS);
    assertThat(reader.settingValue(memory, 0)).isEqualTo(100);
  }

  @Test
  void takesPaddingAndPriorityOff() {
    MemorySegment memory = segment("00000b 01 2c 00000003 02 80000001 07 6162 63 0000");
    assertThat(reader.read(memory, 0, (int) memory.byteSize())).isEqualTo(20);
    assertThat(reader.stream()).isEqualTo(3);
    assertThat(text(memory)).isEqualTo("abc");
    assertThat(reader.waitsForItself(memory)).isFalse();
  }

  @Test
  void tellsAStreamThatWaitsForItself() {
    for (String each :
        List.of("000006 01 24 00000003 00000003 07 82", "000005 02 00 00000003 80000003 07")) {
      MemorySegment memory = segment(each);
      assertThat(reader.read(memory, 0, (int) memory.byteSize())).isPositive();
      assertThat(reader.waitsForItself(memory)).as(each).isTrue();
    }
  }

  @Test
  void tellsDataInThePiecesInWhichItComes() {
    byte[] bytes = hex("00000a 00 09 00000001 04 68656c6c6f 00000000");
    for (int cut = 10; cut < bytes.length; cut++) {
      FrameReader fresh = new FrameReader();
      MemorySegment memory = MemorySegment.ofArray(bytes);
      int used = fresh.read(memory, 0, cut);
      assertThat(fresh.isFirst()).isTrue();
      assertThat(fresh.length()).isEqualTo(10);
      String data = text(fresh, bytes);
      while (!fresh.isLast()) {
        int more = fresh.read(memory, used, Math.min(bytes.length, used + 1));
        assertThat(more).isPositive();
        assertThat(fresh.isFirst()).isFalse();
        used += more;
        data += text(fresh, bytes);
      }
      assertThat(used).isEqualTo(bytes.length);
      assertThat(data).isEqualTo("hello");
      assertThat(fresh.has(Frame.END_STREAM)).isTrue();
    }
  }

  @Test
  void anEmptyDataFrameIsOnePiece() {
    MemorySegment memory = segment("000000 00 01 00000001");
    assertThat(reader.read(memory, 0, 9)).isEqualTo(9);
    assertThat(reader.isFirst()).isTrue();
    assertThat(reader.isLast()).isTrue();
  }

  @Test
  void refusesFramesThatNoStateAllows() {
    Map.ofEntries(
            Map.entry("004001 00 00 00000001", Code.FRAME_SIZE_ERROR),
            Map.entry("000001 00 00 00000000 00", Code.PROTOCOL_ERROR),
            Map.entry("000000 00 08 00000001", Code.FRAME_SIZE_ERROR),
            Map.entry("000002 00 08 00000001 02 00", Code.PROTOCOL_ERROR),
            Map.entry("000001 01 04 00000000 82", Code.PROTOCOL_ERROR),
            Map.entry("000002 01 0c 00000001 02 82", Code.PROTOCOL_ERROR),
            Map.entry("000001 01 24 00000001 82", Code.PROTOCOL_ERROR),
            Map.entry("000004 02 00 00000001 00000000", Code.FRAME_SIZE_ERROR),
            Map.entry("000005 02 00 00000000 0000000000", Code.PROTOCOL_ERROR),
            Map.entry("000004 03 00 00000000 00000000", Code.PROTOCOL_ERROR),
            Map.entry("000003 03 00 00000001 000000", Code.FRAME_SIZE_ERROR),
            Map.entry("000000 04 00 00000001", Code.PROTOCOL_ERROR),
            Map.entry("000005 04 00 00000000 0000000000", Code.FRAME_SIZE_ERROR),
            Map.entry("000006 04 01 00000000 000000000000", Code.FRAME_SIZE_ERROR),
            Map.entry("000008 06 00 00000001 0000000000000000", Code.PROTOCOL_ERROR),
            Map.entry("000007 06 00 00000000 00000000000000", Code.FRAME_SIZE_ERROR),
            Map.entry("000008 07 00 00000001 0000000000000000", Code.PROTOCOL_ERROR),
            Map.entry("000007 07 00 00000000 00000000000000", Code.FRAME_SIZE_ERROR),
            Map.entry("000003 08 00 00000000 000000", Code.FRAME_SIZE_ERROR),
            Map.entry("000000 09 04 00000001", Code.PROTOCOL_ERROR))
        .forEach((bytes, code) -> {
          FrameReader fresh = new FrameReader();
          MemorySegment memory = segment(bytes);
          assertThat(fresh.read(memory, 0, (int) memory.byteSize()))
              .as(bytes)
              .isEqualTo(FrameReader.REFUSED);
          assertThat(fresh.code()).as(bytes).isEqualTo(code);
        });
  }

  @Test
  void letsNothingStandBetweenAHeadAndItsContinuation() {
    String begun = "000001 01 00 00000001 82";
    assertThat(second(begun, "000001 09 04 00000001 84")).isPositive();
    for (String between :
        List.of(
            "000001 09 04 00000003 84",
            "000000 00 00 00000001",
            "000008 06 00 00000000 0000000000000000",
            "000000 ff 00 00000000")) {
      assertThat(second(begun, between)).as(between).isEqualTo(FrameReader.REFUSED);
    }
  }

  private static int second(String first, String next) {
    FrameReader fresh = new FrameReader();
    MemorySegment memory = segment(first + next);
    int used = fresh.read(memory, 0, (int) memory.byteSize());
    return fresh.read(memory, used, (int) memory.byteSize());
  }

  @Test
  void ignoresTheBitThatMeansNothing() {
    MemorySegment memory = segment("000004 08 00 80000005 80000007");
    assertThat(reader.read(memory, 0, 13)).isEqualTo(13);
    assertThat(reader.stream()).isEqualTo(5);
    assertThat(reader.number(memory, 0)).isEqualTo(7);
  }

  @Test
  void judgesSettings() {
    assertThat(FrameReader.judgeSetting(Frame.ENABLE_PUSH, 2)).isEqualTo(Code.PROTOCOL_ERROR);
    assertThat(FrameReader.judgeSetting(Frame.INITIAL_WINDOW_SIZE, 1L << 31))
        .isEqualTo(Code.FLOW_CONTROL_ERROR);
    assertThat(FrameReader.judgeSetting(Frame.MAX_FRAME_SIZE, 16_383))
        .isEqualTo(Code.PROTOCOL_ERROR);
    assertThat(FrameReader.judgeSetting(Frame.MAX_FRAME_SIZE, 1 << 24))
        .isEqualTo(Code.PROTOCOL_ERROR);
    assertThat(FrameReader.judgeSetting(Frame.MAX_HEADER_LIST_SIZE, 0xffff_ffffL))
        .isEqualTo(Code.NO_ERROR);
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    MemorySegment memory = MemorySegment.ofArray(new byte[128]);
    int end = Frame.settings(memory, 0, Frame.ENABLE_PUSH, 0, Frame.INITIAL_WINDOW_SIZE, 98_304);
    end = Frame.windowUpdate(memory, end, 7, 1_000);
    end = Frame.rstStream(memory, end, 9, Code.CANCEL);
    end = Frame.goAway(memory, end, 11, Code.ENHANCE_YOUR_CALM);
    end = Frame.settingsAck(memory, end);

    int at = reader.read(memory, 0, end);
    assertThat(reader.settingValue(memory, 1)).isEqualTo(98_304);
    at += reader.read(memory, at, end);
    assertThat(List.of(reader.type(), reader.stream(), reader.number(memory, 0)))
        .containsExactly(Frame.WINDOW_UPDATE, 7, 1_000);
    at += reader.read(memory, at, end);
    assertThat(Code.of(reader.number(memory, 0))).isEqualTo(Code.CANCEL);
    at += reader.read(memory, at, end);
    assertThat(List.of(reader.number(memory, 0), reader.number(memory, 4))).containsExactly(11, 11);
    at += reader.read(memory, at, end);
    assertThat(reader.has(Frame.ACK)).isTrue();
    assertThat(at).isEqualTo(end);
  }

  @Test
  void putsTheFragmentsOfAHeadTogetherWithinBounds() {
    HeadBlock block = new HeadBlock(4);
    MemorySegment memory = MemorySegment.ofArray("abcdef".getBytes(US_ASCII));
    assertThat(block.add(memory, 0, 2)).isTrue();
    assertThat(block.add(memory, 2, 4)).isTrue();
    assertThat(new String(block.bytes(), 0, block.length(), US_ASCII)).isEqualTo("abcd");
    assertThat(block.add(memory, 4, 5)).isFalse();
    block.clear();
    int empty = 0;
    while (block.add(memory, 0, 0)) {
      empty++;
    }
    assertThat(empty).isEqualTo(64);
  }

  private String text(MemorySegment memory) {
    return new String(
        memory
            .asSlice(reader.start(), reader.end() - reader.start())
            .toArray(ValueLayout.JAVA_BYTE),
        US_ASCII);
  }

  private static String text(FrameReader from, byte[] bytes) {
    return new String(bytes, from.start(), from.end() - from.start(), US_ASCII);
  }

  private static MemorySegment segment(String digits) {
    return MemorySegment.ofArray(hex(digits));
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replaceAll("\\s", ""));
  }
}
