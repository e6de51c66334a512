package dev.goodgate.gateway.exchange;

import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Phase;

/** What an exchange waits for, and whose turn it is. */
public enum Waiting {
  CONNECT(Phase.CONNECT, Actor.NETWORK),
  /** The endpoint shakes hands: in what is left of the time to connect. */
  HANDSHAKE(Phase.TLS, Actor.ENDPOINT),
  /** The endpoint takes the request. */
  SEND(Phase.WRITE_REQUEST, Actor.ENDPOINT),
  /** The client sends more of its body. */
  CLIENT_BODY(Phase.WRITE_REQUEST, Actor.CLIENT),
  /** The endpoint says that it wants the body, as the client has asked it to. */
  CONTINUE(Phase.WRITE_REQUEST, Actor.ENDPOINT),
  FIRST_BYTE(Phase.WAIT_FIRST_BYTE, Actor.ENDPOINT),
  HEAD(Phase.PARSE_HEAD, Actor.ENDPOINT),
  BODY(Phase.STREAM_BODY, Actor.ENDPOINT),
  /** The client takes more of its reply. */
  DELIVERY(Phase.DELIVER, Actor.CLIENT),
  /** Either side of a tunnel says something. */
  TUNNEL(Phase.UPGRADE, Actor.UNKNOWN),
  /** One side of a tunnel has ended its stream: the other says something, or does the same. */
  TUNNEL_END(Phase.UPGRADE, Actor.UNKNOWN);

  private final Phase phase;
  private final Actor actor;

  Waiting(Phase phase, Actor actor) {
    this.phase = phase;
    this.actor = actor;
  }

  public Phase phase() {
    return phase;
  }

  public Actor actor() {
    return actor;
  }
}
