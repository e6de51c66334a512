package dev.goodgate.trials.conformance;

import io.grpc.ChannelCredentials;
import io.grpc.ForwardingServerBuilder;
import io.grpc.InsecureServerCredentials;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Server;
import io.grpc.ServerBuilder;
import io.grpc.netty.shaded.io.grpc.netty.InternalNettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.InternalNettyServerBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.testing.integration.AbstractInteropTest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.function.IntFunction;

/** gRPC's own interop client and server, with a way between them that is ours to lay. */
final class GrpcInterop extends AbstractInteropTest implements AutoCloseable {
  private final IntFunction<Way> laid;
  private Server server;
  private Way way;

  /** How the client reaches the server; open for as long as they talk. */
  interface Way extends AutoCloseable {
    InetSocketAddress address();

    ChannelCredentials credentials();

    @Override
    void close();
  }

  /** {@code laid} makes the way to the server's port on loopback. */
  GrpcInterop(IntFunction<Way> laid) {
    this.laid = laid;
    setUp();
  }

  @Override
  protected ServerBuilder<?> getServerBuilder() {
    NettyServerBuilder builder =
        NettyServerBuilder.forAddress(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                InsecureServerCredentials.create())
            .maxInboundMessageSize(MAX_MESSAGE_SIZE)
            .addStreamTracerFactory(createCustomCensusTracerFactory());
    // The suite counts with instruments of its own, and wants none beside them.
    InternalNettyServerBuilder.setStatsEnabled(builder, false);
    return new TellingBuilder(builder);
  }

  @Override
  protected ManagedChannelBuilder<?> createChannelBuilder() {
    way = laid.apply(server.getPort());
    NettyChannelBuilder builder =
        NettyChannelBuilder.forAddress(way.address(), way.credentials())
            .overrideAuthority(LiveGateway.HOST)
            .maxInboundMessageSize(MAX_MESSAGE_SIZE);
    InternalNettyChannelBuilder.setStatsEnabled(builder, false);
    return builder.intercept(createCensusStatsClientInterceptor());
  }

  @Override
  public void close() {
    tearDown();
    way.close();
  }

  /** Tells which server it built, since the suite keeps that to itself. */
  private final class TellingBuilder extends ForwardingServerBuilder<TellingBuilder> {
    private final ServerBuilder<?> builder;

    TellingBuilder(ServerBuilder<?> builder) {
      this.builder = builder;
    }

    @Override
    protected ServerBuilder<?> delegate() {
      return builder;
    }

    @Override
    public Server build() {
      server = builder.build();
      return server;
    }
  }
}
