package dev.goodgate.gateway.trust;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.lab.certificate.Authority;
import dev.goodgate.lab.certificate.Profile.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuthoritiesTest {
  private static final Span VALID =
      new Span(Instant.parse("2020-01-01T00:00:00Z"), Instant.parse("2040-01-01T00:00:00Z"));

  @TempDir private Path folder;

  @Test
  void readsAllOfAFileWithWordsInBetween() throws IOException {
    Authority first = Authority.root("First", VALID);
    Authority second = Authority.root("Second", VALID);
    Path file = write("# first\n" + first.pem() + "\nthe second - below -\r\n" + second.pem());

    assertThat(Authorities.of(file))
        .isInstanceOfSatisfying(
            Authorities.Reading.Read.class,
            read -> {
              assertThat(read.authorities().hold(first.certificate())).isTrue();
              assertThat(read.authorities().hold(second.certificate())).isTrue();
            });
  }

  @Test
  void saysWhatIsWrongWithAFile() throws IOException {
    assertThat(why(folder.resolve("absent.pem"))).contains("no such file");
    assertThat(why(write(""))).contains("no PEM certificate");
    assertThat(why(write("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----")))
        .contains("broken certificate");
    assertThat(why(folder)).contains("cannot be read");
  }

  @Test
  void findsThoseOfTheSystem() {
    assertThat(Authorities.ofSystem()).isInstanceOf(Authorities.Reading.Read.class);
  }

  private static String why(Path file) {
    return Authorities.of(file) instanceof Authorities.Reading.Unreadable(String why) ? why : "";
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("ca.pem"), text);
  }
}
