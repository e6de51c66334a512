package dev.goodgate.gateway.report;

import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.vocabulary.plan.AccessLog;
import dev.goodgate.vocabulary.plan.Admin;
import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.plan.Ledger;
import dev.goodgate.vocabulary.plan.Limits;
import dev.goodgate.vocabulary.plan.Match;
import dev.goodgate.vocabulary.plan.Places;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Resolver;
import dev.goodgate.vocabulary.plan.Route;
import dev.goodgate.vocabulary.plan.Trusted;
import dev.goodgate.vocabulary.plan.Upstream;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.ConnectionFacts;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Reply;
import dev.goodgate.vocabulary.traffic.Request;
import dev.goodgate.vocabulary.traffic.Symptom;
import dev.goodgate.vocabulary.traffic.Timing;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Exchanges as the gateway hands them on, and the plan they went by. */
final class Exchanges {
  static final long BEGAN_MILLIS = 1_795_176_000_007L; // 2026-11-20T12:00:00.007Z

  private Exchanges() {}

  static Plan plan(AccessLog log) {
    Endpoint endpoint =
        new Endpoint(
            "127.0.0.1:3001",
            Endpoint.Protocol.HTTP,
            new Endpoint.Address.Tcp(new HostPort("127.0.0.1", 3001)));
    return new Plan(
        "test",
        List.of(),
        Trusted.NOBODY,
        List.of(new Route("all", Match.everything(), "web")),
        Map.of("web", Upstream.of("web", List.of(endpoint))),
        Resolver.DEFAULT,
        Admin.DEFAULT,
        Ledger.DEFAULT,
        log,
        Limits.DEFAULT,
        OptionalInt.of(1),
        Places.none());
  }

  /** One that went well; its texts are put into the block. */
  static Slip slip(Block block, String id, String target, String host, String agent) {
    Slip slip = new Slip();
    slip.clear();
    slip.beganNanos = 7_000_000;
    slip.tookNanos = 12_345_678;
    slip.connectNanos = 1_000_000;
    slip.firstByteNanos = 9_000_000;
    slip.requestBody = 3;
    slip.replyBody = 1_234;
    slip.status = 200;
    slip.route = 0;
    slip.endpoint = 0;
    slip.version = 11;
    slip.client = "192.0.2.1".getBytes(StandardCharsets.US_ASCII);
    slip.texts = block;
    block.clear();
    slip.methodEnd = append(block, "GET");
    append(block, " ");
    slip.target = block.length();
    slip.targetEnd = append(block, target);
    append(block, " HTTP/1.1\r\n");
    slip.host = block.length();
    slip.hostEnd = append(block, host);
    slip.id = block.length();
    slip.idEnd = append(block, id);
    append(block, "\r\ntraceparent: ");
    slip.trace = block.length();
    append(block, "00-0123456789abcdef0123456789abcdef-00f067aa0ba902b7-00\r\n");
    slip.agent = block.length();
    slip.agentEnd = append(block, agent);
    return slip;
  }

  private static int append(Block block, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
    block.append(bytes, 0, bytes.length);
    return block.length();
  }

  /** One that failed twice: the first time refused, then cut off in its answer's body. */
  static Exchange failed(String id, String target) {
    Failure refused =
        new Failure(
            Phase.CONNECT,
            Actor.ENDPOINT,
            Symptom.REFUSED,
            new Detail.SystemError("connect", "ECONNREFUSED", 111));
    Failure truncated =
        new Failure(
            Phase.STREAM_BODY, Actor.ENDPOINT, Symptom.CLOSED_EARLY, new Detail.Truncated(100, 40));
    return new Exchange(
        id,
        Instant.ofEpochMilli(BEGAN_MILLIS),
        Duration.ofMillis(30),
        new Request("192.0.2.1", "GET", "http", "shop.example", target, "1.1", 0),
        "all",
        "web",
        List.of(
            attempt(1, null, new Ending.Failed(refused)),
            attempt(
                2,
                new ConnectionFacts(true, 4, Duration.ofSeconds(9), Duration.ofSeconds(1), "a"),
                new Ending.Failed(truncated))),
        new Ending.Failed(truncated),
        new Reply(200, Reply.Maker.ENDPOINT, 40, false),
        "truncated-body");
  }

  private static Attempt attempt(int number, @Nullable ConnectionFacts facts, Ending ending) {
    return new Attempt(
        number,
        "127.0.0.1:3001",
        "127.0.0.1:3001",
        facts,
        Duration.ofMillis(number),
        new Timing(Duration.ofNanos(500_000), null, Duration.ofMillis(2)),
        10,
        20,
        "",
        ending);
  }

  /** One whose client left before anything was tried. */
  static Exchange abandoned(String id) {
    return new Exchange(
        id,
        Instant.ofEpochMilli(BEGAN_MILLIS),
        Duration.ofMillis(1),
        new Request("", "POST", "http", "", "/", "1.0", 7),
        null,
        null,
        List.of(),
        new Ending.Abandoned(Phase.SELECT),
        null,
        "client-closed");
  }
}
