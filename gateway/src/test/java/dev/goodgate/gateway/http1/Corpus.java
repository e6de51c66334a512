package dev.goodgate.gateway.http1;

import static dev.goodgate.vocabulary.traffic.Defect.*;

import dev.goodgate.vocabulary.traffic.Defect;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Heads that are sound, and heads each with what is wrong with it. */
final class Corpus {
  static final List<String> REQUESTS =
      List.of(
          "GET / HTTP/1.1\r\nHost: a\r\n\r\n",
          "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n",
          "GET /a?b HTTP/1.0\r\n\r\n",
          "OPTIONS * HTTP/1.1\r\nHost: a.b:80\r\n\r\n",
          "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n",
          "GET http://a HTTP/1.1\r\nHost: b\r\n\r\n",
          "GET HTTPS://[::1]:8080/x?y HTTP/1.1\r\nHost: [::ffff:1.2.3.4]\r\n\r\n",
          "GET http://a HTTP/1.0\r\n\r\n",
          "GET / HTTP/1.2\r\nHost: a:\r\n\r\n",
          "OPTIONS / HTTP/1.9\r\nHost: a_b%c:65535\r\nMax-Forwards: 7\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\r\nX_Forwarded_For: b\r\nContent_Length: x\r\n\r\n",
          "POST / HTTP/1.1\r\nhost:a\r\ncontent-length:\t5 \r\n\r\n",
          "POST / HTTP/1.1\r\nHOST:a\r\nTRANSFER-ENCODING: Chunked\r\n\r\n",
          "M-SEARCH /%7a\"<>^`{|} HTTP/1.1\r\nHost:\r\nX:\r\nY: \t \r\nZ: a \u00e9\tb\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\r\nConnection: close, X\r\nX: 1\r\nConnection: ,,Y\r\n\r\n");

  static final List<String> REPLIES =
      List.of(
          "HTTP/1.1 200 OK\r\n\r\n",
          "HTTP/1.0 404\r\n\r\n",
          "HTTP/1.2 204\r\n\r\n",
          "HTTP/1.1 599 \r\nContent-Length: 0\r\n\r\n",
          "HTTP/1.1 100 \u00e9 \t x\r\nA: b\r\n\r\n",
          "HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 5\r\n\r\n",
          "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");

  private static final String LINE = "GET / HTTP/1.1\r\n";
  private static final String HOST = LINE + "Host: a\r\n";
  private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";
  private static final String OK = "HTTP/1.1 200 OK\r\n";

  static final Map<String, Defect> WRONG_REQUESTS = wrongRequests();
  static final Map<String, Defect> WRONG_REPLIES = wrongReplies();

  private Corpus() {}

  private static Map<String, Defect> wrongRequests() {
    Map<String, Defect> all = new LinkedHashMap<>();
    wrongStartLines(all);
    wrongFieldLines(all);
    wrongHosts(all);
    wrongFraming(all);
    return all;
  }

  private static void wrongStartLines(Map<String, Defect> all) {
    for (String start :
        new String[] {" GET /", "GET\t/", "G(T /", "", "\u0016\u0003\u0001", "G\u00e9T /"}) {
      all.put(start + " HTTP/1.1\r\nHost: a\r\n\r\n", BAD_METHOD);
    }
    all.put("\r\n\r\n" + HOST + "\r\n", BAD_METHOD);
    all.put("\rGET / HTTP/1.1\r\nHost: a\r\n\r\n", BAD_METHOD);
    for (String target :
        new String[] {
          "",
          "a",
          "/\t",
          "/\0",
          "/\u00e9",
          "/\u007f",
          "*",
          "http:///",
          "http://",
          "http://a@b/",
          "http://a#b",
          "http://:80/",
          "http://a:8x/",
          "http://[::1/",
          "ftp://a/",
          "a:443",
          "?x"
        }) {
      all.put("GET " + target + " HTTP/1.1\r\nHost: a\r\n\r\n", BAD_TARGET);
    }
    for (String version :
        new String[] {"HTTP/1,1", "HTTP/1.x", "http/1.1", "HTTPS/1.1", " HTTP/1.1", "x HTTP/1.1"}) {
      all.put("GET / " + version + "\r\nHost: a\r\n\r\n", BAD_START_LINE);
    }
    all.put("GET / HTTP/2.0\r\nHost: a\r\n\r\n", BAD_VERSION);
    all.put("GET / HTTP/0.9\r\nHost: a\r\n\r\n", BAD_VERSION);
    all.put("GET /\r\nHost: a\r\n\r\n", BAD_VERSION);
    all.put("GET /\n", BAD_VERSION);
    all.put("GET / HTTP/1.1 \r\nHost: a\r\n\r\n", BAD_START_LINE);
    all.put("GET / HTTP/1.10\r\nHost: a\r\n\r\n", BAD_START_LINE);
  }

  private static void wrongFieldLines(Map<String, Defect> all) {
    all.put("GET / HTTP/1.1\nHost: a\r\n\r\n", BARE_LF);
    all.put("GET / HTTP/1.1\rHost: a\r\n\r\n", BARE_CR);
    all.put(LINE + "Host: a\n\r\n", BARE_LF);
    all.put(HOST + "\n", BARE_LF);
    all.put(HOST + "X: a\nb\r\n\r\n", BARE_LF);
    all.put(HOST + "X: a\rb\r\n\r\n", BARE_CR);
    all.put(HOST + "X: a\r\r\n\r\n", BARE_CR);
    all.put(HOST + "\r\r\n", BARE_CR);
    for (String name : new String[] {"A b", "A ", "A\t", "A\0", "\u00e9", "(", "", "A\r\nB", "@"}) {
      all.put(HOST + name + ": x\r\n\r\n", BAD_FIELD_NAME);
    }
    all.put(HOST + "Foo\r\n\r\n", BAD_FIELD_NAME);
    for (String value : new String[] {"\0", "a\0", "\u000b", "\f", "\u001b", "\u007f", "\b"}) {
      all.put(HOST + "X: " + value + "\r\n\r\n", BAD_FIELD_VALUE);
    }
    all.put(HOST + " folded\r\n\r\n", FOLDED_FIELD);
    all.put(HOST + "\tfolded\r\n\r\n", FOLDED_FIELD);
    all.put(LINE + " Host: a\r\n\r\n", FOLDED_FIELD);
  }

  private static void wrongHosts(Map<String, Defect> all) {
    all.put(LINE + "\r\n", MISSING_HOST);
    all.put("GET http://a/ HTTP/1.1\r\n\r\n", MISSING_HOST);
    all.put(HOST + "Host: a\r\n\r\n", DUPLICATE_HOST);
    all.put("GET / HTTP/1.0\r\nHost: a\r\nhost: b\r\n\r\n", DUPLICATE_HOST);
    all.put("GET http://a/ HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", DUPLICATE_HOST);
    for (String host :
        new String[] {
          "a b",
          "a/b",
          "a@b",
          "a?b",
          "a#b",
          "a\\b",
          "\"a\"",
          "\u00e9",
          "a\tb",
          ":80",
          "a:8x",
          "a:-1",
          "a:80:80",
          "a:65536",
          "a:99999999999",
          "[::1",
          "::1",
          "::1]",
          "[]",
          "[x]",
          "[::1]x",
          "a[::1]"
        }) {
      all.put(LINE + "Host: " + host + "\r\n\r\n", BAD_HOST);
      all.put("GET http://a/ HTTP/1.1\r\nHost: " + host + "\r\n\r\n", BAD_HOST);
    }
  }

  private static void wrongFraming(Map<String, Defect> all) {
    for (String length :
        new String[] {
          "",
          "x",
          "+5",
          "-5",
          "5,5",
          "5, 5",
          "0x5",
          "5.",
          "5 5",
          "1e3",
          "\"5\"",
          "\u00b2",
          "9999999999999999999",
          "18446744073709551621"
        }) {
      all.put(HOST + "Content-Length: " + length + "\r\n\r\n", BAD_LENGTH);
    }
    all.put(HOST + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n", LENGTHS_DISAGREE);
    all.put(HOST + "Content-Length: 5\r\nContent-Length: 5\r\n\r\n", LENGTHS_DISAGREE);
    all.put(HOST + "Content-Length: 5\r\n" + CHUNKED + "\r\n", BOTH_LENGTHS);
    all.put(HOST + CHUNKED + "Content-Length: 0\r\n\r\n", BOTH_LENGTHS);
    for (String coding :
        new String[] {
          "",
          "xchunked",
          "chunkedx",
          "identity",
          "gzip",
          "chunked, identity",
          "chunked;q=1",
          "\"chunked\"",
          "chun ked"
        }) {
      all.put(HOST + "Transfer-Encoding: " + coding + "\r\n\r\n", ENDLESS_CODING);
    }
    for (String coding : new String[] {"gzip, chunked", "chunked, chunked", ",chunked"}) {
      all.put(HOST + "Transfer-Encoding: " + coding + "\r\n\r\n", UNKNOWN_CODING);
    }
    all.put(HOST + CHUNKED + CHUNKED + "\r\n", DUPLICATE_CODING);
    all.put(HOST + "Transfer-Encoding: gzip\r\n" + CHUNKED + "\r\n", DUPLICATE_CODING);
    all.put("GET / HTTP/1.0\r\n" + CHUNKED + "\r\n", CODING_IN_HTTP10);
    all.put(HOST + "Connection: host\r\n\r\n", BAD_CONNECTION_OPTION);
    all.put(
        HOST + "Content-Length: 5\r\nConnection: x,\tCONTENT-LENGTH \r\n\r\n",
        BAD_CONNECTION_OPTION);
    all.put(
        HOST + "Connection: close\r\nConnection: transfer-encoding\r\n" + CHUNKED + "\r\n",
        BAD_CONNECTION_OPTION);
  }

  private static Map<String, Defect> wrongReplies() {
    Map<String, Defect> all = new LinkedHashMap<>();
    for (String start :
        new String[] {"SSH-2.0", "http/1.1 200 OK", "<html>", "\0\0\u0012\u0004", "GET / "}) {
      all.put(start + "\r\n\r\n", NOT_HTTP);
    }
    all.put("\r\n" + OK + "\r\n", NOT_HTTP);
    for (String version : new String[] {"HTTP/2.0", "HTTP/1.x", "HTTP/11 ", "HTTP/ 1.1"}) {
      all.put(version + " 200 OK\r\n\r\n", BAD_VERSION);
    }
    for (String status :
        new String[] {
          " 099", " 600", " 999", " 000", " abc", " 20", " 2000", "  200", "\t200", " -20", " 20x",
          " 2 0"
        }) {
      all.put("HTTP/1.1" + status + " OK\r\n\r\n", BAD_STATUS);
    }
    all.put("HTTP/1.1 200\tOK\r\n\r\n", BAD_STATUS);
    all.put("HTTP/1.1 200 O\0K\r\n\r\n", BAD_START_LINE);
    all.put("HTTP/1.1 200 O\u007fK\r\n\r\n", BAD_START_LINE);
    all.put("HTTP/1.1 200\n\r\n", BAD_START_LINE);
    all.put("HTTP/1.1 200 OK\nA: b\r\n\r\n", BAD_START_LINE);
    all.put("HTTP/1.1 200 OK\rA: b\r\n\r\n", BAD_START_LINE);
    all.put("HTTP/1.1 200\rA: b\r\n\r\n", BAD_START_LINE);
    all.put(OK + "A: b\r\n c\r\n\r\n", FOLDED_FIELD);
    all.put(OK + "A : b\r\n\r\n", BAD_FIELD_NAME);
    all.put(OK + "A: b\0\r\n\r\n", BAD_FIELD_VALUE);
    all.put(OK + "A: b\n\r\n", BARE_LF);
    all.put(OK + "Content-Length: 5, 5\r\n\r\n", BAD_LENGTH);
    all.put(OK + "Content-Length: 5\r\nContent-Length: 6\r\n\r\n", LENGTHS_DISAGREE);
    all.put(OK + "Content-Length: 5\r\n" + CHUNKED + "\r\n", BOTH_LENGTHS);
    all.put(OK + "Transfer-Encoding: gzip, chunked\r\n\r\n", UNKNOWN_CODING);
    all.put(OK + CHUNKED + CHUNKED + "\r\n", DUPLICATE_CODING);
    all.put("HTTP/1.0 200 OK\r\n" + CHUNKED + "\r\n", CODING_IN_HTTP10);
    all.put(OK + "Content-Length: 5\r\nConnection: content-length\r\n\r\n", BAD_CONNECTION_OPTION);
    return all;
  }
}
