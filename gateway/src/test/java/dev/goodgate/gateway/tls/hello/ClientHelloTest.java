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
    engine.setSSLParameters(parameters);
    ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), record);

    assertThat(ClientHello.in(MemorySegment.ofArray(record.array()), 0, record.position()))
        .contains(new ClientHello("shop.test", true, true));
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
        .contains(new ClientHello("slow.test", false, true));
  }
}
