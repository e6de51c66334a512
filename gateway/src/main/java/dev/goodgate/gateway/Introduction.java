package dev.goodgate.gateway;

import dev.goodgate.gateway.connect.EndpointConnections.Dress;
import dev.goodgate.gateway.connect.UpstreamConnection;
import dev.goodgate.gateway.preface.Ends;
import dev.goodgate.gateway.preface.PrefaceWriter;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.vocabulary.plan.PrefaceVersion;

/**
 * Tells an endpoint who the client is, by the PROXY protocol, before anything else is said. What it
 * says is shorter than what any fresh socket takes at once; an error shows in what is sent next.
 */
record Introduction(Loop loop, PrefaceVersion version, Dress next) implements Dress {
  @Override
  public Duplex over(Duplex socket, UpstreamConnection connection) {
    Ends ends = connection.ends();
    byte[] bytes =
        switch (version) {
          case V1 -> PrefaceWriter.line(ends);
          case V2 -> PrefaceWriter.bytes(ends);
        };
    Block block = loop.blocks().borrow(bytes.length);
    block.append(bytes, 0, bytes.length);
    int sent = socket.send(block.memory(), 0, bytes.length);
    loop.blocks().giveBack(block);
    if (sent >= 0 && sent < bytes.length) {
      socket.abort();
    }
    return next.over(socket, connection);
  }
}
