package dev.goodgate.gateway.trust;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CertifiedNamesTest {
  @ParameterizedTest
  @CsvSource({
    "a.example.com, a.example.com, true",
    "a.example.com, A.EXAMPLE.com., true",
    "a.example.com, b.example.com, false",
    "a.example.com, x.a.example.com, false",
    "*.example.com, a.example.com, true",
    "*.example.com, example.com, false",
    "*.example.com, x.a.example.com, false",
    "*.example.com, .example.com, false",
    "*.com, example.com, false",
    "*, localhost, false",
    "a*.example.com, ab.example.com, false",
    "*.*.example.com, x.a.example.com, false",
    "10.0.0.1, 10.0.0.1, false",
    "*.0.0.1, 10.0.0.1, false",
  })
  void comparesLabelByLabel(String certified, String name, boolean covered) {
    assertThat(new CertifiedNames(List.of(certified), List.of()).cover(name)).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.1, 10.0.0.1, true",
    "10.0.0.1, 10.0.0.2, false",
    "0:0:0:0:0:0:0:1, ::1, true",
    "10.0.0.1, a.example.com, false",
  })
  void comparesAddressesByTheirBytes(String certified, String name, boolean covered) {
    assertThat(new CertifiedNames(List.of("*.example.org"), List.of(certified)).cover(name))
        .isEqualTo(covered);
  }
}
