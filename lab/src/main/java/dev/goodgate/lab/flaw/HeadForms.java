package dev.goodgate.lab.flaw;

/** The ways in which a part of a head can be wrong, each with its exact bytes. */
public final class HeadForms {
  private static final int LONG = 70_000;

  private HeadForms() {}

  public enum StatusLine {
    LETTERS("HTTP/1.1 2OO OK"),
    ZERO("HTTP/1.1 000 Nothing"),
    BELOW_100("HTTP/1.1 099 Low"),
    ABOVE_599("HTTP/1.1 600 High"),
    HIGHEST("HTTP/1.1 999 Highest"),
    TWO_DIGITS("HTTP/1.1 20 OK"),
    FOUR_DIGITS("HTTP/1.1 2000 OK"),
    NEGATIVE("HTTP/1.1 -200 OK"),
    MISSING("HTTP/1.1"),
    NO_REASON("HTTP/1.1 200"),
    HTTP_0_9("HTTP/0.9 200 OK"),
    HTTP_1_9("HTTP/1.9 200 OK"),
    HTTP_1_10("HTTP/1.10 200 OK"),
    HTTP_2_0("HTTP/2.0 200 OK"),
    HTTP_3("HTTP/3 200 OK"),
    LOWER_CASE("http/1.1 200 OK"),
    ICECAST("ICY 200 OK"),
    TWO_SPACES("HTTP/1.1  200 OK"),
    TAB("HTTP/1.1\t200 OK"),
    LEADING_SPACE(" HTTP/1.1 200 OK"),
    NUL("HTTP/1.1 200 O\0K"),
    EIGHT_BIT("HTTP/1.1 200 \u00d6K"),
    LONG_REASON("HTTP/1.1 200 " + "K".repeat(LONG));

    private final String bytes;

    StatusLine(String bytes) {
      this.bytes = bytes;
    }

    public String bytes() {
      return bytes;
    }
  }

  /** A whole field line. */
  public enum Field {
    SPACE("X Note: x"),
    SPACE_BEFORE_COLON("X-Note : x"),
    EMPTY(": x"),
    NO_COLON("X-Note"),
    NUL("X-\0Note: x"),
    CONTROL("X-\u0007Note: x"),
    EIGHT_BIT("X-N\u00f6te: x"),
    PARENTHESIS("X(Note): x"),
    LEADING_SPACE(" X-Note: x");

    private final String bytes;

    Field(String bytes) {
      this.bytes = bytes;
    }

    public String bytes() {
      return bytes;
    }
  }

  /** What a field's value may not hold, or is better without. */
  public enum Blemish {
    NUL("a\0b"),
    BARE_CR("a\rb"),
    BARE_LF("a\nb"),
    ESCAPE("a\u001b[2Jb"),
    DELETE("a\u007fb"),
    EIGHT_BIT("a\u00ffb"),
    FOLD("a\r\n b"),
    FOLD_TAB("a\r\n\tb"),
    FOLD_EMPTY("a\r\n \r\n b");

    private final String bytes;

    Blemish(String bytes) {
      this.bytes = bytes;
    }

    public String bytes() {
      return bytes;
    }
  }

  /** The body is always of 6 bytes. */
  public enum Length {
    NEGATIVE("-5"),
    PLUS("+6"),
    LIST("6, 6"),
    LIST_OF_TWO("6, 7"),
    HEX("0x6"),
    OVERFLOW("18446744073709551622"),
    LARGEST("9223372036854775807"),
    LEADING_ZEROS("0000000000000000000006"),
    INNER_SPACE("6 6"),
    FRACTION("6.0"),
    LETTERS("6abc"),
    EMPTY(""),
    FOLDED("\r\n 6");

    private final String bytes;

    Length(String bytes) {
      this.bytes = bytes;
    }

    public String bytes() {
      return bytes;
    }
  }

  /** The body is in chunks wherever the value speaks of them. */
  public enum Coding {
    GZIP("gzip"),
    GZIP_CHUNKED("gzip, chunked"),
    CHUNKED_GZIP("chunked, gzip"),
    CHUNKED_TWICE("chunked, chunked"),
    CHUNKED_IDENTITY("chunked, identity"),
    PREFIXED("xchunked"),
    PARAMETER("chunked;q=1"),
    QUOTED("\"chunked\""),
    VERTICAL_TAB("\u000bchunked"),
    TRAILING_COMMA("chunked,"),
    CAPITALS("Chunked"),
    IDENTITY("identity"),
    EMPTY("");

    private final String bytes;

    Coding(String bytes) {
      this.bytes = bytes;
    }

    public String bytes() {
      return bytes;
    }
  }
}
