package dev.goodgate.lab.fastcgi;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ProtocolException;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CgiRecordTest {
  @Test
  void isReadAsItWasWritten() throws IOException {
    CgiRecord record = CgiRecord.of(CgiRecord.STDOUT, 0x1234, "hello");
    assertThat(record.bytes()).hasSize(16).startsWith("\u0001\u0006\u00124\0\u0005\u0003\0hello");
    assertThat(read(record.bytes())).contains(record);
  }

  @Test
  void isAbsentWhenItIsCut() throws IOException {
    String bytes = CgiRecord.of(CgiRecord.STDOUT, 1, "hello").bytes();
    for (int length = 0; length < bytes.length(); length++) {
      assertThat(read(bytes.substring(0, length))).isEmpty();
    }
  }

  @Test
  void leavesTheLastByteOfAnEmptyRecordToTheNext() throws IOException {
    String empty = CgiRecord.of(CgiRecord.STDIN, 1, "").bytes();
    ByteArrayInputStream bytes = new ByteArrayInputStream((empty + empty).getBytes(ISO_8859_1));
    RecordInput in = new RecordInput(bytes);
    assertThat(in.next()).isPresent();
    assertThat(bytes.available()).isEqualTo(empty.length() + 1);
    assertThat(in.next()).isPresent();
    in.settle();
    assertThat(bytes.available()).isZero();
  }

  @Test
  void isRefusedInAnotherVersion() {
    assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> read("HTTP/1.1 200 OK"));
  }

  @Test
  void paramsAreReadAsTheyWereWritten() {
    Map<String, String> pairs = Map.of("A", "", "LONG", "v".repeat(70_000));
    assertThat(Params.read(Params.write(pairs))).contains(pairs);
  }

  @Test
  void paramsThatAreCutAreNone() {
    String bytes = Params.write(Map.of("NAME", "v".repeat(200)));
    assertThat(Params.read(bytes.substring(0, bytes.length() - 1))).isEmpty();
    assertThat(Params.read("\u00ff\u00ff")).isEmpty();
    assertThat(Params.read("\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ffx")).isEmpty();
  }

  private static Optional<CgiRecord> read(String bytes) throws IOException {
    return new RecordInput(new ByteArrayInputStream(bytes.getBytes(ISO_8859_1))).next();
  }
}
