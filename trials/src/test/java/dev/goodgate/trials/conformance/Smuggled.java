package dev.goodgate.trials.conformance;

import java.util.LinkedHashMap;
import java.util.Map;

/** Requests that two readers could take for different ones, each with what it is called. */
final class Smuggled {
  private static final String GET = "GET / HTTP/1.1\r\nHost: lab.test\r\n";
  private static final String POST = "POST / HTTP/1.1\r\nHost: lab.test\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
  private static final String EMPTY = "\r\n0\r\n\r\n";

  private Smuggled() {}

  /** Heads that are refused as they are. */
  static Map<String, String> heads() {
    Map<String, String> all = new LinkedHashMap<>();
    codings(all);
    lengths(all);
    lines(all);
    hostsAndTargets(all);
    nominations(all);
    return all;
  }

  private static void codings(Map<String, String> all) {
    all.put("both lengths", POST + "Content-Length: 5\r\n" + CHUNKED + EMPTY);
    all.put("both lengths, other order", POST + CHUNKED + "Content-Length: 5\r\n" + EMPTY);
    all.put("length 0 and coding", POST + "Content-Length: 0\r\n" + CHUNKED + EMPTY);
    all.put("space before colon", POST + "Transfer-Encoding : chunked\r\n" + EMPTY);
    all.put("tab before colon", POST + "Transfer-Encoding\t: chunked\r\n" + EMPTY);
    all.put("xchunked", POST + "Transfer-Encoding: xchunked\r\n" + EMPTY);
    all.put("chunkedx", POST + "Transfer-Encoding: chunkedx\r\n" + EMPTY);
    all.put("chunked, identity", POST + "Transfer-Encoding: chunked, identity\r\n" + EMPTY);
    all.put("identity", POST + "Transfer-Encoding: identity\r\n" + EMPTY);
    all.put("gzip, chunked", POST + "Transfer-Encoding: gzip, chunked\r\n" + EMPTY);
    all.put("chunked, chunked", POST + "Transfer-Encoding: chunked, chunked\r\n" + EMPTY);
    all.put("coding with parameter", POST + "Transfer-Encoding: chunked;q=1\r\n" + EMPTY);
    all.put("quoted coding", POST + "Transfer-Encoding: \"chunked\"\r\n" + EMPTY);
    all.put("empty coding", POST + "Transfer-Encoding:\r\n" + EMPTY);
    all.put("vertical tab", POST + "Transfer-Encoding: \u000bchunked\r\n" + EMPTY);
    all.put("form feed", POST + "Transfer-Encoding: chunked\f\r\n" + EMPTY);
    all.put("two codings", POST + CHUNKED + CHUNKED + EMPTY);
    all.put("two codings, one no", POST + CHUNKED + "Transfer-Encoding: x\r\n" + EMPTY);
    all.put("coding in 1.0", "POST / HTTP/1.0\r\nHost: lab.test\r\n" + CHUNKED + EMPTY);
    all.put("folded coding", POST + "Transfer-Encoding:\r\n chunked\r\n" + EMPTY);
    all.put("folded first field", "GET / HTTP/1.1\r\n Host: lab.test\r\n\r\n");
    all.put("coding after bare CR", POST + "X: a\rTransfer-Encoding: chunked\r\n" + EMPTY);
    for (String name :
        new String[] {
          " Transfer-Encoding",
          "X: y\r\n Transfer-Encoding",
          "Transfer-Encoding\r",
          "Transfer-Encoding\0",
          "Transfer-Encoding\u00ff",
          "\"Transfer-Encoding\"",
          "Transfer Encoding",
          "Transfer-Encoding=chunked\r\nX",
          "\nTransfer-Encoding"
        }) {
      all.put("coding by the name " + shown(name), POST + name + ": chunked\r\n" + EMPTY);
    }
    for (String coding :
        new String[] {
          "\u00a0chunked",
          "chunked\u0085",
          "chu\bnked",
          "chunked#",
          "[chunked]",
          "chunked x",
          ": chunked"
        }) {
      all.put("coding " + shown(coding), POST + "Transfer-Encoding: " + coding + "\r\n" + EMPTY);
    }
    all.put("coding after bare LF", POST + "X: a\nTransfer-Encoding: chunked\r\n" + EMPTY);
  }

  private static String shown(String odd) {
    return odd.replaceAll("[^!-~]", "?");
  }

  private static void lengths(Map<String, String> all) {
    for (String length :
        new String[] {"+5", "-5", "5, 5", "0x5", "5 5", "5.0", "5;", "\"5\"", ""}) {
      all.put("length " + length, POST + "Content-Length: " + length + "\r\n\r\nhello");
    }
    all.put("huge length", POST + "Content-Length: 99999999999999999999\r\n\r\n");
    all.put("wrapping length", POST + "Content-Length: 18446744073709551621\r\n\r\nhello");
    all.put("two lengths", POST + "Content-Length: 5\r\nContent-Length: 0\r\n\r\nhello");
    all.put("same length twice", POST + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello");
    all.put("length with space", POST + "Content-Length : 5\r\n\r\nhello");
  }

  private static void lines(Map<String, String> all) {
    all.put("bare LF line ends", GET.replace("\r\n", "\n") + "\n");
    all.put("bare LF at the end", GET + "\n");
    all.put("bare CR at the end", GET + "\rx");
    all.put("NUL in a value", GET + "X: a\0b\r\n\r\n");
    all.put("NUL in a name", GET + "X\0: a\r\n\r\n");
    all.put("NUL in the target", GET.replace("GET /", "GET /\0") + "\r\n");
    all.put("escape in a value", GET + "X: \u001b[2J\r\n\r\n");
    all.put("delete in a value", GET + "X: \u007f\r\n\r\n");
    all.put("empty name", GET + ": x\r\n\r\n");
    all.put("no colon", GET + "Foo\r\n\r\n");
    all.put("8-bit name", GET + "F\u00f6\u00f6: x\r\n\r\n");
  }

  private static void hostsAndTargets(Map<String, String> all) {
    all.put("two hosts", GET + "Host: other.test\r\n\r\n");
    all.put("same host twice", GET + "Host: lab.test\r\n\r\n");
    all.put("no host", "GET / HTTP/1.1\r\n\r\n");
    all.put("host with space", "GET / HTTP/1.1\r\nHost: lab.test evil\r\n\r\n");
    all.put("host with path", "GET / HTTP/1.1\r\nHost: lab.test/x\r\n\r\n");
    all.put("host with user", "GET / HTTP/1.1\r\nHost: a@lab.test\r\n\r\n");
    for (String host :
        new String[] {":80", "lab.test:8x", "lab.test:80:80", "[::1", "::1", "a[::1]"}) {
      all.put("host " + host, "GET / HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
      all.put(
          "unasked host " + host, "GET http://lab.test/ HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
      all.put("target " + host, "GET http://" + host + "/ HTTP/1.1\r\nHost: lab.test\r\n\r\n");
    }
    all.put("no host but in the target", "GET http://lab.test/ HTTP/1.1\r\n\r\n");
    all.put("target with user", "GET http://a@lab.test/ HTTP/1.1\r\nHost: lab.test\r\n\r\n");
    all.put("target of another scheme", "GET file:///etc HTTP/1.1\r\nHost: lab.test\r\n\r\n");
    all.put("space in target", "GET /a b HTTP/1.1\r\nHost: lab.test\r\n\r\n");
    all.put("tab for space", "GET\t/\tHTTP/1.1\r\nHost: lab.test\r\n\r\n");
    all.put("two spaces", "GET  / HTTP/1.1\r\nHost: lab.test\r\n\r\n");
    all.put("relative target", "GET a HTTP/1.1\r\nHost: lab.test\r\n\r\n");
    all.put("no version", "GET /\r\n\r\n");
    all.put("HTTP/1.x", "GET / HTTP/1.x\r\nHost: lab.test\r\n\r\n");
    all.put("HTTP/2.0", "GET / HTTP/2.0\r\nHost: lab.test\r\n\r\n");
    all.put("HTTP/1.10", "GET / HTTP/1.10\r\nHost: lab.test\r\n\r\n");
    all.put("lower-case http", "GET / http/1.1\r\nHost: lab.test\r\n\r\n");
    all.put("more after the version", "GET / HTTP/1.1 x\r\nHost: lab.test\r\n\r\n");
    all.put("start of TLS", "\u0016\u0003\u0001\u0002\0\u0001\0\u0001\u00fc\u0003\u0003abcdefgh");
  }

  private static void nominations(Map<String, String> all) {
    all.put("nominated host", GET + "Connection: Host\r\n\r\n");
    all.put(
        "nominated length",
        POST + "Content-Length: 5\r\nConnection: close, content-length\r\n\r\nhello");
    all.put("nominated coding", POST + CHUNKED + "Connection: transfer-encoding\r\n" + EMPTY);
  }

  /** Bodies in chunks that are refused once they are looked at. */
  static Map<String, String> bodies() {
    Map<String, String> all = new LinkedHashMap<>();
    String head = POST + CHUNKED + "\r\n";
    for (String size :
        new String[] {"5,5", "5=a", "5_", "5.", "5\0", "5 a", "5 \t", "-5", ";5", "5\u000b"}) {
      all.put("size " + shown(size), head + size + "\r\nhello\r\n0\r\n\r\n");
    }
    all.put("no line end behind data", head + "5\r\nhello0\r\n\r\n");
    all.put("a request for a trailer", head + "0\r\nGET /x HTTP/1.1\r\nHost: lab.test\r\n\r\n");
    for (String trailer : new String[] {"Host", "Connection", "Authorization", "Cookie", "TE"}) {
      all.put("trailer " + trailer, head + "0\r\n" + trailer + ": x\r\n\r\n");
    }
    all.put("size 0x5", head + "0x5\r\nhello\r\n0\r\n\r\n");
    all.put("size +5", head + "+5\r\nhello\r\n0\r\n\r\n");
    all.put("size with space", head + "5 \r\nhello\r\n0\r\n\r\n");
    all.put("space before size", head + " 5\r\nhello\r\n0\r\n\r\n");
    all.put("no size", head + "\r\nhello\r\n0\r\n\r\n");
    all.put("size of 16 digits", head + "0000000000000005\r\nhello\r\n0\r\n\r\n");
    all.put("wrapping size", head + "10000000000000005\r\nhello\r\n0\r\n\r\n");
    all.put("size ends with LF", head + "5\nhello\r\n0\r\n\r\n");
    all.put("size ends with CR", head + "5\rhello\r\n0\r\n\r\n");
    all.put("data ends with LF", head + "5\r\nhello\n0\r\n\r\n");
    all.put("data too long", head + "5\r\nhello!\r\n0\r\n\r\n");
    all.put("LF in extension", head + "5;a\nb\r\nhello\r\n0\r\n\r\n");
    all.put("long extension", head + "5;" + "a".repeat(300) + "\r\nhello\r\n0\r\n\r\n");
    all.put(
        "many extensions", head + ("1;" + "a".repeat(250) + "\r\nx\r\n").repeat(80) + "0\r\n\r\n");
    all.put("trailer that looks like one", head + "0\r\nContent_Length: 5\r\n\r\n");
    all.put("trailer without colon", head + "0\r\nfoo\r\n\r\n");
    all.put("trailer with space", head + "0\r\nX : y\r\n\r\n");
    all.put("folded trailer", head + "0\r\nX: y\r\n z\r\n\r\n");
    all.put("bare LF after last chunk", head + "0\r\n\n");
    all.put("bare LF in trailer", head + "0\r\nX: y\n\r\n");
    all.put("8-bit digit", head + "\u00b2\r\nhello\r\n0\r\n\r\n");
    return all;
  }
}
