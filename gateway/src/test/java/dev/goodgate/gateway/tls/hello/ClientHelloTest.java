package dev.goodgate.gateway.tls.hello;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Random;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

class ClientHelloTest {
  private static final long SEED = 5_246;

  @Test
  void readsWhatJavaSays() throws Exception {
    SSLEngine engine = SSLContext.getDefault().createSSLEngine("Shop.Test", 443);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName("Shop.Test")));
    parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
    engine.setSSLParameters(parameters);
    ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), record);

    assertThat(ClientHello.in(MemorySegment.ofArray(record.array()), 0, record.position()))
        .contains(new ClientHello("shop.test", true, true, List.of("h2", "http/1.1")));
  }

  @Test
  void agreesWhereOneProtocolIsCommonOrNoneIsOffered() {
    assertThat(offering("spdy/3", "http/1.1").agreesTo(List.of("h2", "http/1.1"))).isTrue();
    assertThat(offering("spdy/3").agreesTo(List.of("h2", "http/1.1"))).isFalse();
    assertThat(offering().agreesTo(List.of("h2", "http/1.1"))).isTrue();
  }

  /** An empty list, and an empty name: RFC 7301 3.1 has neither, and the engine is to say so. */
  @Test
  void takesABrokenOfferForNone() {
    for (byte[] broken :
        List.of(new byte[] {0, 0}, new byte[] {0, 1, 0}, new byte[] {0, 2, 2, 'h'})) {
      assertThat(read(new WrittenHello().extension(16, broken)).protocols()).isEmpty();
    }
  }

  private static ClientHello offering(String... protocols) {
    return read(
        protocols.length == 0 ? new WrittenHello() : new WrittenHello().protocols(protocols));
  }

  private static ClientHello read(WrittenHello hello) {
    byte[] record = WrittenHello.records(hello.message(), new Random(SEED), 1 << 14);
    return ClientHello.in(MemorySegment.ofArray(record), 0, record.length).orElseThrow();
  }

  @Test
  void allocatesNothingForAHelloThatComesByteByByteInItsOwnRecords() {
    byte[] message = new WrittenHello().name("slow.test").extension(21, new byte[5_000]).message();
    byte[] records = WrittenHello.records(message, new Random(SEED), 1);
    MemorySegment memory = MemorySegment.ofArray(records);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    assertThat(ClientHello.in(memory, 0, 100)).isEmpty();

    long before = threads.getCurrentThreadAllocatedBytes();
    for (int length = records.length - 100; length < records.length; length++) {
      assertThat(ClientHello.in(memory, 0, length).isEmpty()).isTrue();
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(allocated).isLessThan(1 << 20);
    assertThat(ClientHello.in(memory, 0, records.length))
        .contains(new ClientHello("slow.test", false, true, List.of()));
  }
}
