package dev.goodgate.lab.rude;

/** How one connection of a rude client went; of what came, the beginning is kept. */
public record Encounter(long sent, long received, String kept, Ending ending) {
  public enum Ending {
    /** There was no connection. */
    REFUSED,
    /** The client left, having done all that it wanted. */
    LEFT,
    /** The other side ended it (FIN). */
    CLOSED,
    RESET,
  }

  /** Of the first status line that came; 0 where none did. */
  public int status() {
    return kept.matches("(?s)HTTP/1\\.[01] \\d{3}.*") ? Integer.parseInt(kept.substring(9, 12)) : 0;
  }
}
