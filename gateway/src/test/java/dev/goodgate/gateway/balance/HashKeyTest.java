package dev.goodgate.gateway.balance;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.http1.Head;
import dev.goodgate.vocabulary.plan.Balance.By;
import org.junit.jupiter.api.Test;

class HashKeyTest {
  private static final byte[] CLIENT = "192.0.2.7".getBytes(US_ASCII);
  private static final long OF_CLIENT = of(new By.Client(), "/", "");

  private static long of(By by, String target, String fields) {
    byte[] bytes =
        ("GET " + target + " HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n").getBytes(US_ASCII);
    Head head = new Head(16);
    assertThat(head.readRequest(bytes, 0, bytes.length)).isEqualTo(bytes.length);
    return new HashKey(by).of(head, CLIENT);
  }

  private static long number(String text) {
    return Mixed.of(text.getBytes(US_ASCII), 0, text.length());
  }

  @Test
  void ofAClientIsItsAddress() {
    assertThat(OF_CLIENT).isEqualTo(number("192.0.2.7"));
    assertThat(of(new By.Client(), "/b", "Cookie: sid=1\r\n")).isEqualTo(OF_CLIENT);
  }

  @Test
  void ofAPathIsItsPlainestFormWithoutTheQuery() {
    By by = new By.Path();
    assertThat(of(by, "/a/b?c=/d", "")).isEqualTo(number("/a/b"));
    assertThat(of(by, "/a/./%62", "")).isEqualTo(number("/a/b"));
    assertThat(of(by, "http://a/a/b", "")).isEqualTo(number("/a/b"));
    assertThat(of(by, "http://a?c", "")).isEqualTo(number("/"));
    assertThat(of(by, "/", "")).isEqualTo(number("/"));
  }

  @Test
  void ofAHeaderIsTheFirstFieldOfThatNameInEitherCase() {
    By by = new By.Header("X-Tenant");
    String fields = "X-Tenants: no\r\nx-tenant:  blue \r\nX-Tenant: red\r\n";
    assertThat(of(by, "/", fields)).isEqualTo(number("blue"));
  }

  @Test
  void ofACookieIsItsValueWhereverItStands() {
    By by = new By.Cookie("sid");
    assertThat(of(by, "/", "Cookie: sid=abc\r\n")).isEqualTo(number("abc"));
    assertThat(of(by, "/", "Cookie: xsid=1; sid=abc; sidx=2\r\n")).isEqualTo(number("abc"));
    assertThat(of(by, "/", "Cookie: a=sid=9;sid=a=b\r\n")).isEqualTo(number("a=b"));
    assertThat(of(by, "/", "Cookie: a=1\r\nCookie: sid=abc\r\n")).isEqualTo(number("abc"));
  }

  @Test
  void ofARequestWithoutItIsItsClient() {
    assertThat(of(new By.Header("x-tenant"), "/", "")).isEqualTo(OF_CLIENT);
    assertThat(of(new By.Header("x-tenant"), "/", "X-Tenant:\r\n")).isEqualTo(OF_CLIENT);
    By cookie = new By.Cookie("sid");
    for (String fields :
        new String[] {
          "",
          "Cookie:\r\n",
          "Cookie: sid\r\n",
          "Cookie: sid=\r\n",
          "Cookie: sid=; a=b\r\n",
          "Cookie: SID=abc\r\n",
          "Cookie: a=b;;; =sid; s\r\n",
          "Cookies: sid=abc\r\n"
        }) {
      assertThat(of(cookie, "/", fields)).as(fields).isEqualTo(OF_CLIENT);
    }
  }
}
