package dev.goodgate.vocabulary.traffic;

/**
 * What exactly was wrong with bytes that HTTP (RFC 9112, RFC 9113), TLS (RFC 8446) or FastCGI do
 * not allow.
 */
public enum Defect {
  NOT_HTTP("the bytes are not HTTP"),
  TLS_RECORD("the bytes are a TLS record"),
  HTTP2_FRAME("the bytes are an HTTP/2 frame"),
  BAD_START_LINE("the first line is malformed"),
  BAD_METHOD("the method is not a token"),
  BAD_METHOD_FOR_GATEWAY("the method is not one that a gateway passes on"),
  BAD_TARGET("the request target is malformed"),
  BAD_VERSION("the HTTP version is not 1.0 or 1.1"),
  BAD_STATUS("the status is not a three-digit number of 100 to 599"),
  BAD_FIELD_NAME("a field name is malformed"),
  BAD_FIELD_VALUE("a field value holds a forbidden byte"),
  FOLDED_FIELD("a field is folded over two lines"),
  BARE_CR("a carriage return stands alone"),
  BARE_LF("a line feed stands alone"),
  MISSING_HOST("there is no Host field"),
  DUPLICATE_HOST("there is more than one Host field"),
  BAD_HOST("the Host field is malformed"),
  BAD_LENGTH("Content-Length is not a number"),
  LENGTHS_DISAGREE("there is more than one Content-Length"),
  BOTH_LENGTHS("both Content-Length and Transfer-Encoding are there"),
  UNKNOWN_CODING("Transfer-Encoding is not just chunked"),
  ENDLESS_CODING("Transfer-Encoding does not end with chunked"),
  DUPLICATE_CODING("Transfer-Encoding is given twice"),
  CODING_IN_HTTP10("Transfer-Encoding is used with HTTP/1.0"),
  BAD_PSEUDO_FIELD("a pseudo field is missing, repeated, unknown or out of place"),
  CONNECTION_FIELD("a field is there that HTTP/2 does not have"),
  BAD_CHUNK("a chunk is malformed"),
  BAD_TRAILER("a trailer field is malformed"),
  TRAILER_TOO_LARGE("the trailer is too large"),
  BAD_CONNECTION_OPTION("the Connection field nominates a field that must not be removed"),
  EXCESS_BODY("there are bytes after the end of the message"),
  BODY_ON_BODYLESS("there is a body where none may be"),
  FRAME_SIZE("a frame of HTTP/2 has a length that it may not have"),
  FRAME_OUT_OF_PLACE("a frame of HTTP/2 is malformed, or came where it may not"),
  FRAME_FLOOD("too many frames of HTTP/2 came that carry nothing"),
  BAD_COMPRESSION("a head of HTTP/2 cannot be decompressed"),
  BAD_SETTING("a setting of HTTP/2 has a value that it may not have"),
  BAD_WINDOW("a window of HTTP/2 was widened by nothing, or beyond its bounds"),
  WINDOW_EXCEEDED("more came than the window of HTTP/2 allowed"),
  UNASKED_PUSH("a reply was pushed, which had been forbidden"),
  FORBIDDEN_FIELD("a field is not one that HTTP/2 allows"),
  LENGTH_NOT_KEPT("the body is not as long as Content-Length says"),
  HTTP1_BYTES("the bytes are HTTP/1 where HTTP/2 is spoken"),
  UNASKED_SWITCH("the protocol was switched without being asked"),
  WRONG_SWITCH("the protocol was switched to one that was not asked for"),
  TOO_MANY_INTERIM("there are too many interim replies"),
  NOT_TLS("the bytes are not TLS"),
  TLS_VERSION("TLS is answered in a version that is not allowed"),
  BROKEN_TLS("a record or a message of TLS is malformed"),
  HTTP_WITHOUT_TLS("the bytes are HTTP without TLS"),
  RENEGOTIATION("another handshake was begun on a connection that had one"),
  FASTCGI_RECORD("the bytes are a FastCGI record"),
  HTTP_FOR_FASTCGI("the bytes are HTTP, and FastCGI was spoken"),
  BAD_RECORD("a FastCGI record is malformed, or of another request"),
  NO_CGI_FIELD("the head of the CGI answer holds no field"),
  NO_ANSWER("the application ended the request without an answer"),
  NO_END_RECORD("the record that ends a FastCGI answer is missing"),
  BAD_PREFACE("the connection does not begin with a sound PROXY preface"),
  UNTRUSTED_PREFACE("no PROXY preface is believed from this address, and one is due"),
  ROLE_REFUSED("the FastCGI application does not answer requests");

  private final String says;

  Defect(String says) {
    this.says = says;
  }

  /** A clause for people. */
  public String says() {
    return says;
  }
}
