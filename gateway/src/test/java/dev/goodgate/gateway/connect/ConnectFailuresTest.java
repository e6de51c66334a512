package dev.goodgate.gateway.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.wire.kernel.Errno;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ConnectFailuresTest {
  private static final SocketAddress TCP = new InetSocketAddress("127.0.0.1", 80);
  private static final SocketAddress UNIX = UnixDomainSocketAddress.of("/run/app.sock");

  @ParameterizedTest
  @EnumSource
  void everyErrnoIsToldByItsOwnNameAndNumber(Errno errno) {
    int number = errno == Errno.OTHER ? 28 : errno.number();
    Failure failure = ConnectFailures.of(-number, TCP);

    String name = errno == Errno.OTHER ? "an unknown error" : errno.name();
    assertThat(failure.detail()).isEqualTo(new Detail.SystemError("connect", name, number));
    assertThat(failure.phase().endpointMayHaveActed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "ECONNREFUSED, CONNECT, ENDPOINT, REFUSED",
    "ECONNRESET, CONNECT, ENDPOINT, RESET",
    "EHOSTUNREACH, CONNECT, NETWORK, UNREACHABLE",
    "ENETUNREACH, CONNECT, NETWORK, UNREACHABLE",
    "ETIMEDOUT, CONNECT, NETWORK, TIMED_OUT",
    "EACCES, CONNECT, GATEWAY, DENIED",
    "EADDRNOTAVAIL, CONNECT, GATEWAY, LIMIT_REACHED",
    "EADDRINUSE, CONNECT, GATEWAY, LIMIT_REACHED",
    "EAGAIN, CONNECT, GATEWAY, LIMIT_REACHED",
    "EMFILE, BIND, GATEWAY, LIMIT_REACHED",
    "ENFILE, BIND, GATEWAY, LIMIT_REACHED",
    "EINVAL, CONNECT, NETWORK, UNREACHABLE",
    "OTHER, CONNECT, GATEWAY, INTERNAL"
  })
  void saysHowFarItCameAndWhoseDoingItWas(Errno errno, Phase phase, Actor actor, Symptom symptom) {
    Failure failure = ConnectFailures.of(-errno.number(), TCP);

    assertThat(failure.phase()).isEqualTo(phase);
    assertThat(failure.actor()).isEqualTo(actor);
    assertThat(failure.symptom()).isEqualTo(symptom);
  }

  @ParameterizedTest
  @CsvSource({
    "2, CONNECT, GATEWAY, DENIED, ENOENT",
    "13, CONNECT, GATEWAY, DENIED, EACCES",
    "20, CONNECT, GATEWAY, DENIED, an unknown error",
    "24, BIND, GATEWAY, LIMIT_REACHED, EMFILE",
    "91, CONNECT, GATEWAY, DENIED, an unknown error",
    "111, CONNECT, ENDPOINT, REFUSED, ECONNREFUSED"
  })
  void saysThatAPathWasTheTrouble(
      int errno, Phase phase, Actor actor, Symptom symptom, String name) {
    assertThat(ConnectFailures.of(-errno, UNIX))
        .isEqualTo(
            new Failure(
                phase,
                actor,
                symptom,
                new Detail.SystemError(Detail.SystemError.CONNECT_TO_PATH, name, errno)));
  }

  @Test
  void aFullBacklogOfAUnixSocketIsTheEndpointsDoing() {
    Failure failure = ConnectFailures.of(-Errno.EAGAIN.number(), UNIX);

    assertThat(failure.actor()).isEqualTo(Actor.ENDPOINT);
    assertThat(failure.symptom()).isEqualTo(Symptom.DENIED);
  }
}
