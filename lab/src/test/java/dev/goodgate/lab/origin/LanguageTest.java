package dev.goodgate.lab.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguageTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'\u0016\u0003\u0001' | TLS",
        "'\u0001\u0001\u0000' | FASTCGI",
        "'PRI * HTTP/2.0\r\n\r\nSM' | HTTP2",
        "'PRI * HTTP/2.1\r\n\r\nSM' | HTTP1",
        "'PRI' | HTTP1",
        "'POST / HTTP/1.1\r\n' | HTTP1",
        "'GET / HTTP/1.1\r\n' | HTTP1",
        "'' | HTTP1",
      })
  void isToldByTheFirstBytesAndLeavesThemThere(String bytes, Language language) throws IOException {
    InputStream in = new BufferedInputStream(new ByteArrayInputStream(bytes.getBytes(ISO_8859_1)));
    assertThat(Language.of(in)).isEqualTo(language);
    assertThat(new String(in.readAllBytes(), ISO_8859_1)).isEqualTo(bytes);
  }
}
