package dev.goodgate.gateway.http1;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathFormTest {
  private static final long SEED = 4_711;

  private final Head head = new Head(8);

  /** What routes go by; null where it is refused. */
  private @Nullable String settled(String target) {
    byte[] bytes =
        ("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1);
    int length = head.readRequest(bytes, 0, bytes.length);
    assertThat(length).isIn(Head.MALFORMED, bytes.length);
    return length < 0
        ? null
        : new String(
            bytes,
            head.targetStart(),
            head.targetEnd() - head.targetStart(),
            StandardCharsets.ISO_8859_1);
  }

  @ParameterizedTest
  @CsvSource({
    "/x/../admin/, /admin/",
    "/x/%2e%2E/admin/, /admin/",
    "/x/.%2e/admin/, /admin/",
    "//admin/, /admin/",
    "/./admin//, /admin/",
    "/%61dmin/, /admin/",
    "/a/b/../../c, /c",
    "/a/.., /",
    "/a/., /a/",
    "/., /",
    "//, /",
    "/.well-known/a, /.well-known/a",
    "/..., /...",
    "/..a/.b, /..a/.b",
    "/a%2Fb, /a%2Fb",
    "/a%2fb%5Cc, /a%2fb%5Cc",
    "/%20%c3%a4, /%20%c3%a4",
    "/a;v=1/b, /a;v=1/b",
    "/a/../b?x=../%2e%zz, /b?x=../%2e%zz",
    "/?u=http://x/../\\, /?u=http://x/../\\",
    "http://a/b/../c, /c",
    "/plain/path.html?q, /plain/path.html?q"
  })
  void isTheSameForWhateverMeansTheSame(String target, String form) {
    assertThat(settled(target)).isEqualTo(form);
    String kept =
        head.writtenTarget() == null
            ? form
            : new String(head.writtenTarget(), StandardCharsets.ISO_8859_1);
    assertThat(target).endsWith(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/..",
        "/../a",
        "/a/../../b",
        "/%2e%2e/a",
        "/a\\b",
        "/a/%",
        "/a/%2",
        "/a/%zz",
        "/a%00",
        "/a/..%2fb",
        "/a/..%5cb",
        "/a%2f../b",
        "/a%2F%2e%2e",
        "/a/.%2fb",
        "/a/..;/b",
        "/a/..;x=1%2fb",
        "/a/.;/b"
      })
  void isRefusedWhereOthersMightUnderstandItDifferently(String target) {
    assertThat(settled(target)).isNull();
  }

  /** Java's own reading of dot segments, on paths without anything else that is odd. */
  @Test
  void foldsDotsAsOthersDo() {
    Random random = new Random(SEED);
    for (int round = 0; round < 50_000; round++) {
      StringBuilder path = new StringBuilder("/");
      for (int i = random.nextInt(8); i > 0; i--) {
        path.append(
            switch (random.nextInt(5)) {
              case 0 -> "..";
              case 1 -> ".";
              case 2 -> "a.b";
              default -> "c";
            });
        path.append(i > 1 || random.nextBoolean() ? "/" : "");
      }
      String other = URI.create("http://h" + path).normalize().getRawPath();
      String mine = settled(path.toString());
      if (other.startsWith("/..")) {
        assertThat(mine).as("seed %s: %s", SEED, path).isNull();
      } else {
        assertThat(mine).as("seed %s: %s", SEED, path).isEqualTo(other.isEmpty() ? "/" : other);
      }
    }
  }
}
