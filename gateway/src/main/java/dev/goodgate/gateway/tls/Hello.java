package dev.goodgate.gateway.tls;

/**
 * How a handshake was begun, and how far it came: what tells apart the reasons that one alert may
 * have. One connection's; its thread's.
 */
public final class Hello {
  private final boolean named;
  private boolean asked;
  private boolean shown;

  /** {@code named} tells whether the other side is called by a name. */
  public Hello(boolean named) {
    this.named = named;
  }

  /** The other side asks for a certificate, and is shown one or not. */
  public void asked(boolean isShown) {
    asked = true;
    shown = isShown;
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
