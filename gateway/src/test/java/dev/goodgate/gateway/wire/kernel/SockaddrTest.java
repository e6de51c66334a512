package dev.goodgate.gateway.wire.kernel;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class SockaddrTest {
  private final MemorySegment memory = Arena.ofAuto().allocate(Sockaddr.MAX, 8);

  @Test
  void writesVersionFour() {
    assertThat(written(new InetSocketAddress("127.1.2.3", 0x1f90)))
        .isEqualTo("02001f907f0102030000000000000000");
  }

  @Test
  void writesVersionSix() {
    assertThat(written(new InetSocketAddress("::1", 443)))
        .isEqualTo("0a0001bb00000000" + "00000000000000000000000000000001" + "00000000");
  }

  @Test
  void writesTheScopeOfALinkLocalAddress() throws Exception {
    byte[] number = InetAddress.ofLiteral("fe80::1").getAddress();
    InetAddress scoped = Inet6Address.getByAddress(null, number, 3);

    assertThat(written(new InetSocketAddress(scoped, 443))).endsWith("03000000");
  }

  @Test
  void writesAPathWithAnEnd() {
    assertThat(written(UnixDomainSocketAddress.of("/a"))).isEqualTo("0100" + "2f6100");
    assertThat(Sockaddr.write(UnixDomainSocketAddress.of("/" + "x".repeat(106)), memory))
        .isEqualTo(110);
  }

  @Test
  void refusesWhatHasNoSuchForm() {
    int invalid = -Errno.EINVAL.number();
    assertThat(Sockaddr.write(UnixDomainSocketAddress.of("/" + "x".repeat(107)), memory))
        .isEqualTo(invalid);
    assertThat(Sockaddr.write(InetSocketAddress.createUnresolved("a", 1), memory))
        .isEqualTo(invalid);
  }

  @Test
  void readsWhatItHasWritten() {
    for (SocketAddress each :
        new SocketAddress[] {
          new InetSocketAddress("10.0.0.255", 65_535), new InetSocketAddress("2001:db8::ff", 1)
        }) {
      Sockaddr.write(each, memory);
      assertThat(Sockaddr.read(memory)).isEqualTo(each);
    }
  }

  @Test
  void textIsTheNumberAlone() {
    Sockaddr.write(new InetSocketAddress("192.0.2.7", 80), memory);
    assertThat(Sockaddr.text(memory)).isEqualTo("192.0.2.7".getBytes(US_ASCII));
    Sockaddr.write(UnixDomainSocketAddress.of("/a"), memory);
    assertThat(Sockaddr.text(memory)).isEmpty();
  }

  @Test
  void everyErrnoIsFoundByItsNumber() {
    for (Errno each : Errno.values()) {
      assertThat(Errno.of(each.number())).isEqualTo(each);
    }
    assertThat(Errno.of(0)).isEqualTo(Errno.OTHER);
    assertThat(Errno.of(Integer.MIN_VALUE)).isEqualTo(Errno.OTHER);
    assertThat(Errno.of(100_000)).isEqualTo(Errno.OTHER);
  }

  private String written(SocketAddress address) {
    int length = Sockaddr.write(address, memory);
    return HexFormat.of().formatHex(memory.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
  }
}
