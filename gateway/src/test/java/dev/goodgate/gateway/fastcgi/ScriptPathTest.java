package dev.goodgate.gateway.fastcgi;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScriptPathTest {
  private final ScriptPath path = path("");

  @ParameterizedTest
  @CsvSource({
    "/, /index.php, ''",
    "/shop/, /shop/index.php, ''",
    "/a.php, /a.php, ''",
    "/a.php/, /a.php, /",
    "/a.php/b/c, /a.php, /b/c",
    "/a.php/b.php, /a.php, /b.php",
    "/a%2Ephp/b%20c, /a.php, /b c",
    "/a.jpg/b.php, /a.jpg/b.php, ''",
    "/a.php.jpg, /a.php.jpg, ''",
    "/a.phpx/b, /a.phpx/b, ''",
    "/.php/b, /.php/b, ''",
    "/a.PHP/b, /a.PHP/b, ''",
    "/...php, /...php, ''",
    "/caf%C3%A9.php, /café.php, ''",
  })
  void findsScriptAndPathInfo(String target, String script, String info) {
    assertThat(find(path, target)).isTrue();
    assertThat(script(path)).isEqualTo(script);
    assertThat(info(path)).isEqualTo(info);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a.php",
        "*",
        "/..",
        "/../a.php",
        "/a/..",
        "/a/../b.php",
        "/%2e%2e/a",
        "/.%2e/a",
        "/.",
        "/./a",
        "/a%2f..%2fb",
        "/a%00.php",
        "/a%0a",
        "/a%7f",
        "/%",
        "/%1",
        "/%g1",
        "/%1g"
      })
  void refusesWhatCouldLeadElsewhere(String target) {
    assertThat(find(path, target)).isFalse();
  }

  @Test
  void refusesWhatNoFileCanBeCalled() {
    assertThat(find(path, "/" + "x".repeat(4_095))).isTrue();
    assertThat(find(path, "/" + "x".repeat(4_096))).isFalse();
    assertThat(find(path, "/" + "x".repeat(4_094) + "/")).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "/, /app.php, ''",
    "/blog/post/, /app.php, ''",
    "/a.jpg, /app.php, ''",
    "/other.php/x, /other.php, /x"
  })
  void leadsToTheFrontScriptWhatNamesNone(String target, String script, String info) {
    ScriptPath fronted = path("/app.php");
    assertThat(find(fronted, target)).isTrue();
    assertThat(script(fronted)).isEqualTo(script);
    assertThat(info(fronted)).isEqualTo(info);
  }

  private static ScriptPath path(String front) {
    return new ScriptPath(new Scripts("/srv/", "index.php", ".php", front, Map.of()).bytes());
  }

  private static boolean find(ScriptPath path, String target) {
    byte[] bytes = target.getBytes(UTF_8);
    return path.find(bytes, 0, bytes.length);
  }

  private static String script(ScriptPath path) {
    return new String(path.script(), 0, path.scriptLength(), UTF_8);
  }

  private static String info(ScriptPath path) {
    return new String(path.info(), path.infoFrom(), path.infoTo() - path.infoFrom(), UTF_8);
  }
}
