package dev.goodgate.trials.backstage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ScriptedBackstageWireTest {
  @Test
  void keepsTheFilesOfItsCertificatesWhileItStands() throws IOException {
    Path authority;
    Path key;
    try (Backstage app = ScriptedBackstage.onPort().start("app")) {
      authority = Path.of(app.file("ca"));
      key = Path.of(app.file("client-key"));
      assertThat(authority).content().startsWith("-----BEGIN CERTIFICATE-----");
      assertThat(Path.of(app.file("client-cert"))).content().contains("BEGIN CERTIFICATE");
      assertThat(key).content().contains("PRIVATE KEY");
      assertThat(app.file("ca")).isEqualTo(authority.toString());
    }
    assertThat(authority.getParent()).doesNotExist();
    assertThat(key).doesNotExist();
  }

  @Test
  void hasNoOtherFiles() throws IOException {
    try (Backstage app = ScriptedBackstage.onPort().start("app")) {
      assertThatIOException()
          .isThrownBy(() -> app.file("client-certificate"))
          .withMessageContaining("no client-certificate");
    }
  }
}
