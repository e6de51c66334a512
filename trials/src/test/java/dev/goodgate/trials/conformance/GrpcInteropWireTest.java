package dev.goodgate.trials.conformance;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.goodgate.trials.conformance.GrpcInterop.Way;
import io.grpc.ChannelCredentials;
import io.grpc.InsecureChannelCredentials;
import io.grpc.TlsChannelCredentials;
import io.grpc.testing.integration.AbstractInteropTest;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every case of gRPC's own interop suite, with the gateway between its client and its server. They
 * run on an HTTP/2 that is not ours.
 */
class GrpcInteropWireTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Asks for an OpenCensus that is not there; without the gateway it fails, too. */
  private static final String WANTS_MORE = "censusContextsPropagated";

  /** What one case is played on. */
  private interface Play {
    void on(GrpcInterop interop) throws Exception;
  }

  /** The measure of the others: what passes here has to pass with the gateway. */
  @TestFactory
  Stream<DynamicTest> passesWithoutTheGateway() {
    return cases(port ->
        new Direct(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), port),
            InsecureChannelCredentials.create()));
  }

  @TestFactory
  Stream<DynamicTest> passesWithClearTextOnBothSides() {
    return cases(port -> new Through(gateway(port, ""), InsecureChannelCredentials.create()));
  }

  @TestFactory
  Stream<DynamicTest> passesWithTlsOnTheClientsSide(@TempDir Path folder) throws IOException {
    Papers papers = new Papers(folder);
    String tls = ", tls: { " + papers.site("site", LiveGateway.HOST) + " }";
    ChannelCredentials credentials =
        TlsChannelCredentials.newBuilder().trustManager(papers.trusted().toFile()).build();
    return cases(port -> new Through(gateway(port, tls), credentials));
  }

  private static Stream<DynamicTest> cases(IntFunction<Way> laid) {
    Stream<DynamicTest> annotated =
        Arrays.stream(AbstractInteropTest.class.getMethods())
            .filter(each -> each.isAnnotationPresent(org.junit.Test.class))
            .filter(each -> !each.getName().equals(WANTS_MORE))
            .sorted(Comparator.comparing(Method::getName))
            .map(each -> play(each.getName(), laid, each::invoke));
    return Stream.concat(
        annotated,
        Stream.of(
            play("clientCompressedUnary", laid, each -> each.clientCompressedUnary(false)),
            play("serverCompressedUnary", laid, AbstractInteropTest::serverCompressedUnary),
            play("clientCompressedStreaming", laid, each -> each.clientCompressedStreaming(false)),
            play(
                "serverCompressedStreaming",
                laid,
                AbstractInteropTest::serverCompressedStreaming)));
  }

  private static DynamicTest play(String name, IntFunction<Way> laid, Play play) {
    return dynamicTest(
        name,
        () -> {
          try (GrpcInterop interop = new GrpcInterop(laid)) {
            assertTimeoutPreemptively(PATIENCE, () -> play.on(interop));
          }
        });
  }

  private static LiveGateway gateway(int port, String tls) {
    return LiveGateway.by(
        """
        listeners: [{ address: "127.0.0.1:0"%s }]
        routes: [{ match: { host: lab.test }, upstream: web }]
        upstreams: { web: { endpoints: ["h2c://127.0.0.1:%d"] } }
        """
            .formatted(tls, port));
  }

  private record Direct(InetSocketAddress address, ChannelCredentials credentials) implements Way {
    @Override
    public void close() {
      // there is nothing between them
    }
  }

  private record Through(LiveGateway gateway, ChannelCredentials credentials) implements Way {
    @Override
    public InetSocketAddress address() {
      return gateway.address();
    }

    @Override
    public void close() {
      gateway.close();
    }
  }
}
