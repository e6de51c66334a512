package dev.goodgate.gateway.listen.http2;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.http2.hpack.FieldDecoder;
import dev.goodgate.gateway.http2.hpack.FieldEncoder;
import dev.goodgate.gateway.http2.hpack.FieldList;
import dev.goodgate.vocabulary.traffic.Defect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTextTest {
  private static final List<String> GET =
      List.of(":method", "GET", ":scheme", "https", ":path", "/a?b", ":authority", "lab.test");

  private final FieldList fields = new FieldList();
  private final RequestText request = new RequestText(fields, new Nonce(1));
  private final byte[] text = new byte[1 << 16];

  /** The text of these names and values in turn, or what is wrong with them. */
  private String text(boolean ends, List<String> pairs) {
    fill(pairs);
    int length = request.write(text, ends);
    return length < 0 ? request.defect().name() : new String(text, 0, length, ISO_8859_1);
  }

  private void fill(List<String> pairs) {
    byte[] coded = new byte[1 << 17];
    FieldEncoder encoder = new FieldEncoder(4_096);
    encoder.begin(coded, 0);
    for (int i = 0; i < pairs.size(); i += 2) {
      byte[] both = (pairs.get(i) + pairs.get(i + 1)).getBytes(ISO_8859_1);
      encoder.add(both, 0, pairs.get(i).length(), pairs.get(i).length(), both.length);
    }
    fields.begin(1 << 16, 100);
    int result = new FieldDecoder(4_096).decode(coded, 0, encoder.end(), fields);
    assertThat(result).isEqualTo(FieldDecoder.SOUND);
  }

  private static List<String> get(String... more) {
    List<String> pairs = new java.util.ArrayList<>(GET);
    pairs.addAll(List.of(more));
    return pairs;
  }

  @Test
  void putsPseudoFieldsIntoTheStartLineAndHost() {
    assertThat(text(true, get("x", "y")))
        .isEqualTo("GET /a?b HTTP/1.1\r\nhost: lab.test\r\nx: y\r\n\r\n");
  }

  @Test
  void takesPseudoFieldsInAnyOrder() {
    List<String> other =
        List.of(":path", "/", ":authority", "a.test", ":scheme", "http", ":method", "PUT");
    assertThat(text(false, other)).startsWith("PUT / HTTP/1.1\r\nhost: a.test\r\n");
  }

  @Test
  void saysInChunksWhatHasNoLength() {
    assertThat(text(false, get())).endsWith("\r\ntransfer-encoding: chunked\r\n\r\n");
    assertThat(text(false, get("content-length", "5"))).endsWith("\r\ncontent-length: 5\r\n\r\n");
  }

  @Test
  void saysThatThereIsNoBodyWhereOneIsUsual() {
    List<String> post = get();
    post.set(1, "POST");
    assertThat(text(true, post)).endsWith("\r\ncontent-length: 0\r\n\r\n");
    assertThat(text(true, get())).doesNotContain("content-length");
  }

  @Test
  void joinsCookies() {
    assertThat(text(true, get("cookie", "a=1", "x", "y", "cookie", "b=2", "cookie", "")))
        .endsWith("\r\nx: y\r\ncookie: a=1; b=2; \r\n\r\n");
  }

  @Test
  void writesTheAuthorityOnceWhereHostSaysTheSame() {
    assertThat(text(true, get("host", "LAB.TEST")))
        .isEqualTo("GET /a?b HTTP/1.1\r\nhost: lab.test\r\n\r\n");
  }

  @Test
  void knowsAHead() {
    List<String> head = get();
    head.set(1, "HEAD");
    assertThat(text(true, head)).startsWith("HEAD /a?b ");
    assertThat(request.isHead()).isTrue();
  }

  /** Whatever stands in a value, the text has one line a field. */
  @ParameterizedTest
  @ValueSource(strings = {"\r", "\n", "\0", "a\r\nb: c", "\u007f", " a", "a\t", "\u0001"})
  void letsNothingThroughThatEndsALine(String value) {
    assertThat(text(true, get("x", value))).isEqualTo(Defect.BAD_FIELD_VALUE.name());
    assertThat(text(true, get("cookie", value))).isEqualTo(Defect.BAD_FIELD_VALUE.name());
    assertThat(text(true, get(value, "x"))).isEqualTo(Defect.BAD_FIELD_NAME.name());
    List<String> path = get();
    path.set(5, "/" + value);
    assertThat(text(true, path)).isEqualTo(Defect.BAD_TARGET.name());
    List<String> host = get();
    host.set(7, value);
    assertThat(text(true, host)).isEqualTo(Defect.BAD_HOST.name());
    List<String> method = get();
    method.set(1, value);
    assertThat(text(true, method)).isEqualTo(Defect.BAD_METHOD.name());
  }

  @Test
  void keepsWhatIsNotAscii() {
    assertThat(text(true, get("x", "\u00e4\u0080"))).contains("\r\nx: \u00e4\u0080\r\n");
  }

  @Test
  void writesATrailerAsLines() {
    fill(List.of("x-sum", "1", "y", ""));
    assertThat(new String(request.trailer(), ISO_8859_1)).isEqualTo("x-sum: 1\r\ny: \r\n");
    fill(List.of("x-sum", "1", ":path", "/"));
    assertThat(request.trailer()).isNull();
  }
}
