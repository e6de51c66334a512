package dev.goodgate.gateway.wire.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketException;
import java.nio.channels.NotYetConnectedException;
import org.junit.jupiter.api.Test;

class NioErrorsTest {
  @Test
  void takesTheSystemsWordsForWhatTheyAre() {
    assertThat(read(new SocketException("Connection reset"))).isEqualTo(Errno.ECONNRESET);
    assertThat(read(new IOException("Broken pipe"))).isEqualTo(Errno.EPIPE);
    assertThat(read(new IOException("Connection timed out"))).isEqualTo(Errno.ETIMEDOUT);
    assertThat(read(new ConnectException("Network is unreachable"))).isEqualTo(Errno.ENETUNREACH);
    assertThat(read(new SocketException("Too many open files"))).isEqualTo(Errno.EMFILE);
  }

  @Test
  void goesByTheTypeWhereTheWordsAreForeign() {
    assertThat(read(new ConnectException("Verbindungsaufbau abgelehnt")))
        .isEqualTo(Errno.ECONNREFUSED);
    assertThat(read(new NoRouteToHostException("kein Weg"))).isEqualTo(Errno.EHOSTUNREACH);
    assertThat(read(new NotYetConnectedException())).isEqualTo(Errno.ENOTCONN);
    assertThat(read(new IOException("irgendwas"))).isEqualTo(Errno.ECONNRESET);
  }

  private static Errno read(Exception thrown) {
    return Errno.of(-NioErrors.errno(thrown, Errno.ECONNRESET));
  }
}
