package dev.goodgate.lab.handshake;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.junit.jupiter.api.Test;

class ClientHelloProperty {
  private static final long SEED = 20_261_120;

  @Test
  void aHelloOfTheJdkIsReadAndLeftWhereItWas() throws Exception {
    byte[] hello = hello();
    ByteArrayInputStream in = new ByteArrayInputStream(hello);
    assertThat(ClientHello.peek(in))
        .contains(new ClientHello(Optional.of("shop.test"), List.of("h2", "http/1.1")));
    assertThat(in.readAllBytes()).isEqualTo(hello);
  }

  @Test
  void aHelloInManyRecordsIsTheSameHello() throws Exception {
    byte[] whole = hello();
    ByteBuffer cut = ByteBuffer.allocate(2 * whole.length);
    for (int at = 5, size = 100; at < whole.length; at += size) {
      int part = Math.min(size, whole.length - at);
      cut.put(whole, 0, 3).putShort((short) part).put(whole, at, part);
    }
    byte[] records = Arrays.copyOf(cut.array(), cut.position());
    assertThat(ClientHello.peek(new ByteArrayInputStream(records)))
        .isEqualTo(ClientHello.peek(new ByteArrayInputStream(whole)));
  }

  @Test
  void noBytesAreTooWrongToBeLookedAt() throws Exception {
    byte[] hello = hello();
    Random random = new Random(SEED);
    for (int round = 0; round < 20_000; round++) {
      byte[] bytes = Arrays.copyOf(hello, random.nextInt(hello.length + 1));
      for (int wrong = random.nextInt(8); wrong > 0 && bytes.length > 0; wrong--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      ByteArrayInputStream in = new ByteArrayInputStream(bytes);
      assertThat(ClientHello.peek(in)).as("seed %d round %d", SEED, round).isNotNull();
      assertThat(in.available()).isEqualTo(bytes.length);
    }
  }

  private static byte[] hello() throws GeneralSecurityException, IOException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, null, null);
    SSLEngine engine = context.createSSLEngine();
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setServerNames(List.of(new SNIHostName("shop.test")));
    parameters.setApplicationProtocols(new String[] {"h2", "http/1.1"});
    engine.setSSLParameters(parameters);
    ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(ByteBuffer.allocate(0), record);
    return Arrays.copyOf(record.array(), record.position());
  }
}
