package dev.goodgate.trials.soak;

import static java.net.http.HttpClient.Version.HTTP_1_1;
import static java.net.http.HttpClient.Version.HTTP_2;

import dev.goodgate.lab.client.RawClient;
import dev.goodgate.lab.client.RawReply;
import dev.goodgate.lab.client.RawReply.Completion;
import dev.goodgate.trials.soak.Habit.Surprise;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/** The clients of a soak: good ones, bad ones, unlucky ones. */
final class Habits {
  private static final int SMALL = 128;
  private static final int MIDDLE = 10 * 1024;
  private static final int LARGE = 1 << 20;
  private static final Duration AWHILE = Duration.ofMillis(30);
  private static final Set<Integer> UNLUCKY = Set.of(200, 502, 503, 504);

  private Habits() {}

  static List<Habit> all() {
    return List.of(
        new Habit("keeps its connection", 4, Habits::keeps),
        new Habit("comes afresh each time", 2, Habits::comesAfresh),
        new Habit("HTTP/1.1 in TLS", 1, site -> secure(site, HTTP_1_1, 40)),
        new Habit("HTTP/2 in TLS", 2, site -> secure(site, HTTP_2, 120)),
        new Habit("loads 1 MiB", 1, Habits::loads),
        new Habit("sends bodies", 2, Habits::sends),
        new Habit("upgrades", 1, Habits::upgrades),
        new Habit("leaves midway", 2, Habits::leaves),
        new Habit("leaves midway in HTTP/2", 1, Habits::leavesStreams),
        new Habit("asks an endpoint that fails", 2, Habits::asksTheSick),
        new Habit("asks an endpoint that is gone", 1, Habits::asksTheDead));
  }

  private static RawClient client(Site site) throws IOException {
    return RawClient.connect(site.plain(), Site.PATIENCE);
  }

  private static int keeps(Site site) throws Exception {
    try (RawClient client = client(site)) {
      for (int i = 0; i < 60; i++) {
        good(client.get("/" + SMALL), SMALL);
      }
    }
    return 60;
  }

  private static int comesAfresh(Site site) throws Exception {
    for (int i = 0; i < 15; i++) {
      try (RawClient client = client(site)) {
        client.send("GET /" + SMALL + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        good(client.reply(), SMALL);
      }
    }
    return 15;
  }

  private static int secure(Site site, HttpClient.Version version, int requests) throws Exception {
    try (HttpClient client = client(site, version)) {
      List<CompletableFuture<HttpResponse<byte[]>>> replies = new ArrayList<>();
      int abreast = version == HTTP_2 ? requests : 4;
      for (int i = 0; i < requests; i++) {
        replies.add(client.sendAsync(request(site, "/" + MIDDLE), BodyHandlers.ofByteArray()));
        if (replies.size() >= abreast) {
          good(replies.get(i + 1 - abreast).join());
        }
      }
      for (CompletableFuture<HttpResponse<byte[]>> each : replies) {
        good(each.join());
      }
    }
    return requests;
  }

  private static int loads(Site site) throws Exception {
    try (RawClient client = client(site)) {
      for (int i = 0; i < 3; i++) {
        good(client.get("/" + LARGE), LARGE);
      }
    }
    return 3;
  }

  private static int sends(Site site) throws Exception {
    String body = "b".repeat(150_000);
    String chunk = Integer.toHexString(body.length()) + "\r\n" + body + "\r\n";
    try (RawClient client = client(site)) {
      for (int i = 0; i < 3; i++) {
        client.send("POST /count HTTP/1.1\r\nHost: x\r\nContent-Length: 150000\r\n\r\n" + body);
        counted(client.reply(), 150_000);
        client.send("POST /count HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n");
        client.send(chunk).send(chunk).send("0\r\n\r\n");
        counted(client.reply(), 300_000);
      }
    }
    return 6;
  }

  private static int upgrades(Site site) throws Exception {
    String said = "e".repeat(3_000);
    try (RawClient client = client(site)) {
      client.send("GET /echo HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: echo\r\n\r\n");
      RawReply reply = client.reply();
      if (reply.status() != 101) {
        throw new Surprise("no upgrade: " + reply.statusLine());
      }
      for (int i = 0; i < 20; i++) {
        if (!client.send(said).bytes(said.length()).equals(said)) {
          throw new Surprise("the tunnel does not echo");
        }
      }
    }
    return 1;
  }

  /** In the midst of a reply, of a body, of a head, of the greeting of TLS. */
  private static int leaves(Site site) throws Exception {
    try (RawClient client = client(site)) {
      client.send("GET /slow HTTP/1.1\r\nHost: x\r\n\r\n");
      LockSupport.parkNanos(AWHILE.toNanos());
      client.reset();
    }
    try (RawClient client = client(site)) {
      client.send("POST /count HTTP/1.1\r\nHost: x\r\nContent-Length: 9\r\n\r\nhalf");
      LockSupport.parkNanos(AWHILE.toNanos());
    }
    try (RawClient client = client(site)) {
      client.send("GET / HTTP/1.1\r\nHos");
      client.reset();
    }
    try (RawClient client = RawClient.connect(site.secure(), Site.PATIENCE)) {
      client.send("\u0016\u0003\u0001\u0002\u0000\u0001");
      LockSupport.parkNanos(AWHILE.toNanos());
    }
    return 0;
  }

  private static int leavesStreams(Site site) throws Exception {
    try (HttpClient client = client(site, HTTP_2)) {
      good(client.send(request(site, "/" + MIDDLE), BodyHandlers.ofByteArray()));
      for (int i = 0; i < 10; i++) {
        CompletableFuture<?> slow =
            client.sendAsync(request(site, "/slow"), BodyHandlers.ofByteArray());
        LockSupport.parkNanos(AWHILE.toNanos());
        slow.cancel(true);
      }
      good(client.send(request(site, "/" + MIDDLE), BodyHandlers.ofByteArray()));
    }
    return 2;
  }

  private static int asksTheSick(Site site) throws Exception {
    for (int i = 0; i < 10; i++) {
      try (RawClient client = client(site)) {
        RawReply reply = client.get("/sick");
        if (!UNLUCKY.contains(reply.status()) || reply.completion() == Completion.SILENT) {
          throw new Surprise(reply.completion() + " after " + reply.statusLine());
        }
      }
    }
    return 10;
  }

  private static int asksTheDead(Site site) throws Exception {
    try (RawClient client = client(site)) {
      RawReply reply = client.get("/dead");
      if (reply.status() / 100 != 5 || !reply.whole()) {
        throw new Surprise(reply.completion() + " after " + reply.statusLine());
      }
    }
    return 1;
  }

  private static HttpClient client(Site site, HttpClient.Version version) {
    return HttpClient.newBuilder()
        .version(version)
        .sslContext(site.trusting())
        .connectTimeout(Site.PATIENCE)
        .build();
  }

  private static HttpRequest request(Site site, String path) {
    URI uri = URI.create("https://127.0.0.1:" + site.secure().getPort() + path);
    return HttpRequest.newBuilder(uri).timeout(Site.PATIENCE).build();
  }

  private static void good(RawReply reply, int length) throws Surprise {
    if (reply.status() != 200 || !reply.whole() || reply.body().length() != length) {
      throw new Surprise(
          "%s, %s, %d bytes"
              .formatted(reply.statusLine(), reply.completion(), reply.body().length()));
    }
  }

  private static void good(HttpResponse<byte[]> reply) throws Surprise {
    if (reply.statusCode() != 200 || reply.body().length != MIDDLE) {
      throw new Surprise(reply + ", " + reply.body().length + " bytes");
    }
  }

  private static void counted(RawReply reply, int sent) throws Surprise {
    if (!reply.whole() || !reply.body().equals(Integer.toString(sent))) {
      throw new Surprise(
          "of %d bytes sent: %s %s".formatted(sent, reply.raw(), reply.completion()));
    }
  }
}
