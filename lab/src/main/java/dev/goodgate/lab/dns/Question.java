package dev.goodgate.lab.dns;

/** What is asked: for a name, and for which type of entry, by number. */
public record Question(Name name, int type, int ofClass) {
  public static final int A = 1;
  public static final int CNAME = 5;
  public static final int SOA = 6;
  public static final int AAAA = 28;
  public static final int ANY = 255;
  public static final int INTERNET = 1;

  public Question(Name name, int type) {
    this(name, type, INTERNET);
  }

  /** {@code a.example AAAA}. */
  @Override
  public String toString() {
    return name + " " + typeName(type);
  }

  private static String typeName(int type) {
    return switch (type) {
      case A -> "A";
      case CNAME -> "CNAME";
      case SOA -> "SOA";
      case AAAA -> "AAAA";
      case ANY -> "ANY";
      default -> "TYPE" + type;
    };
  }
}
