package dev.goodgate.gateway.exchange;

/** What is to be done after an attempt has failed. */
public enum Move {
  /** Try an endpoint that has not been tried. */
  TRY_ANOTHER,
  /** Try again on a fresh connection: the old one was at fault, not its endpoint. */
  TRY_FRESH,
  /** Tell the client what went wrong. */
  REPLY,
  /** The reply has begun: cut it, so that the client can see that it is not whole. */
  CUT
}
