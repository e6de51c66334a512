package dev.goodgate.gateway.tls.engine;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.goodgate.gateway.tls.WrittenCertificates;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;

class AcceptingEnginesTest {
  @Test
  void refuseAKeyThatTheyWouldShowToNobody() throws Exception {
    Terms.Accepting terms =
        new Terms.Accepting(
            new WrittenCertificates("authority").identity("RSASSA-PSS", "a.test"),
            Terms.Versions.ALL,
            List.of("http/1.1"),
            Optional.empty(),
            Optional.empty());

    assertThatThrownBy(() -> EngineLibrary.BORINGSSL.accepting(terms))
        .isInstanceOf(SSLException.class)
        .hasMessageContaining("RSASSA-PSS");
    EngineLibrary.JDK.accepting(terms).close();
  }
}
