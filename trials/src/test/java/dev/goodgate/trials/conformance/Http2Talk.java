package dev.goodgate.trials.conformance;

import java.io.IOException;

/** What a test says to a gateway in HTTP/2, with an origin behind it that says what it got. */
@FunctionalInterface
interface Http2Talk {
  /** A reply of five bytes. */
  String OK = "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello";

  void talk(Http2Wire wire) throws IOException, InterruptedException;

  /** On a connection that is greeted. */
  static void talk(Http2Talk talk) throws IOException, InterruptedException {
    try (ActingOrigin origin = ActingOrigin.playing(Http2Talk::answer);
        LiveGateway gateway = LiveGateway.before(origin);
        Http2Wire wire = Http2Wire.greeted(gateway.address())) {
      talk.talk(wire);
    }
  }

  /** On a connection on which nothing was said yet. */
  static void begin(Http2Talk talk) throws IOException, InterruptedException {
    try (ActingOrigin origin = ActingOrigin.playing(Http2Talk::answer);
        LiveGateway gateway = LiveGateway.before(origin);
        Http2Wire wire = Http2Wire.silent(gateway.address())) {
      talk.talk(wire);
    }
  }

  /** With limits of the plan, as one line of YAML. */
  static void limited(String limits, Http2Talk talk) throws IOException, InterruptedException {
    try (ActingOrigin origin = ActingOrigin.playing(Http2Talk::answer);
        LiveGateway gateway = LiveGateway.with("", limits, origin);
        Http2Wire wire = Http2Wire.greeted(gateway.address())) {
      talk.talk(wire);
    }
  }

  /** Reads whole requests, and answers each when its body is there. */
  private static void answer(ActingOrigin.Scene scene) throws IOException {
    for (String head = scene.head(); !head.isEmpty(); head = scene.head()) {
      String lower = head.toLowerCase(java.util.Locale.ROOT);
      if (lower.contains("transfer-encoding: chunked")) {
        scene.wire.until("0\r\n\r\n");
      } else if (lower.contains("content-length: ")) {
        String length = lower.split("content-length: ", 2)[1].split("\r\n", 2)[0];
        scene.wire.exactly(Integer.parseInt(length));
      }
      scene.wire.send(OK);
    }
  }
}
