package dev.goodgate.gateway.connect;

import dev.goodgate.vocabulary.traffic.Failure;

/** Whoever has asked for a connection and holds it until it is given back or closed. */
public interface ConnectionUser {
  /** The connection is there. */
  void connected(UpstreamConnection connection);

  /** No connection could be had. */
  void notConnected(Failure failure);

  /** Something has changed about the connection's socket. */
  void upstreamReady();
}
