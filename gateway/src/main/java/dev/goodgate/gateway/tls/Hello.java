package dev.goodgate.gateway.tls;

import java.util.function.Consumer;

/**
 * How a handshake was begun, and how far it came: what tells apart the reasons that one alert may
 * have. One connection's; its thread's.
 */
public final class Hello {
  private final boolean named;
  private final Consumer<Hello> turn;
  private boolean asked;
  private boolean shown;

  /**
   * {@code named} tells whether the other side is called by a name; {@code turn} is told whenever
   * this handshake goes on.
   */
  public Hello(boolean named, Consumer<Hello> turn) {
    this.named = named;
    this.turn = turn;
  }

  /** The other side asks for a certificate, and is shown one or not. */
  public void asked(boolean isShown) {
    asked = true;
    shown = isShown;
  }

  void goesOn() {
    turn.accept(this);
  }

  boolean isNamed() {
    return named;
  }

  boolean isAsked() {
    return asked;
  }

  boolean isShown() {
    return shown;
  }
}
