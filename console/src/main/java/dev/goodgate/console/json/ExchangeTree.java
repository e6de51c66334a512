package dev.goodgate.console.json;

import dev.goodgate.vocabulary.traffic.Attempt;
import dev.goodgate.vocabulary.traffic.ConnectionFacts;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Ending;
import dev.goodgate.vocabulary.traffic.Exchange;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Reply;
import dev.goodgate.vocabulary.traffic.Request;
import dev.goodgate.vocabulary.traffic.Timing;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** An exchange as a tree. Spans are milliseconds with three decimals; what is absent is null. */
final class ExchangeTree {
  private final JsonMapper mapper;

  ExchangeTree(JsonMapper mapper) {
    this.mapper = mapper;
  }

  ObjectNode brief(Exchange exchange) {
    ObjectNode tree = mapper.createObjectNode();
    tree.put("id", exchange.id());
    tree.put("began", exchange.began().toString());
    tree.put("tookMillis", millis(exchange.took()));
    tree.put("method", exchange.request().method());
    tree.put("host", exchange.request().host());
    tree.put("target", exchange.request().target());
    tree.put("upstream", exchange.upstream().orElse(null));
    tree.put("attempts", exchange.attempts().size());
    tree.set("reply", exchange.reply().map(this::reply).orElse(null));
    tree.put("cause", exchange.cause().orElse(null));
    tree.set("ending", ending(exchange.ending()));
    return tree;
  }

  ObjectNode whole(Exchange exchange) {
    ObjectNode tree = mapper.createObjectNode();
    tree.put("id", exchange.id());
    tree.put("began", exchange.began().toString());
    tree.put("tookMillis", millis(exchange.took()));
    tree.set("request", request(exchange.request()));
    tree.put("route", exchange.route().orElse(null));
    tree.put("upstream", exchange.upstream().orElse(null));
    ArrayNode attempts = tree.putArray("attempts");
    exchange.attempts().forEach(attempt -> attempts.add(attempt(attempt)));
    tree.set("ending", ending(exchange.ending()));
    tree.set("reply", exchange.reply().map(this::reply).orElse(null));
    tree.put("cause", exchange.cause().orElse(null));
    return tree;
  }

  private ObjectNode request(Request request) {
    ObjectNode tree = mapper.createObjectNode();
    tree.put("client", request.client());
    tree.put("method", request.method());
    tree.put("scheme", request.scheme());
    tree.put("host", request.host());
    tree.put("target", request.target());
    tree.put("version", request.version());
    tree.put("bodyBytes", request.bodyBytes());
    return tree;
  }

  private ObjectNode attempt(Attempt attempt) {
    ObjectNode tree = mapper.createObjectNode();
    tree.put("number", attempt.number());
    tree.put("endpoint", attempt.endpoint());
    tree.put("address", attempt.address());
    tree.put("beganMillis", millis(attempt.began()));
    tree.set("connection", attempt.connection().map(this::connection).orElse(null));
    tree.set("timing", timing(attempt.timing()));
    tree.put("sentBytes", attempt.sentBytes());
    tree.put("receivedBytes", attempt.receivedBytes());
    tree.put("aside", attempt.aside());
    tree.set("ending", ending(attempt.ending()));
    return tree;
  }

  private ObjectNode connection(ConnectionFacts facts) {
    ObjectNode tree = mapper.createObjectNode();
    tree.put("reused", facts.reused());
    tree.put("earlier", facts.earlier());
    tree.put("ageMillis", millis(facts.age()));
    tree.put("idleMillis", millis(facts.idle()));
    tree.put("local", facts.local());
    return tree;
  }

  private ObjectNode timing(Timing timing) {
    ObjectNode tree = mapper.createObjectNode();
    putMillis(tree, "connectMillis", timing.connect());
    putMillis(tree, "tlsMillis", timing.tls());
    putMillis(tree, "firstByteMillis", timing.firstByte());
    tree.put("totalMillis", millis(timing.total()));
    return tree;
  }

  private ObjectNode ending(Ending ending) {
    ObjectNode tree = mapper.createObjectNode();
    switch (ending) {
      case Ending.Answered(int status) -> tree.put("kind", "answered").put("status", status);
      case Ending.Failed(Failure failure) -> {
        tree.put("kind", "failed");
        tree.put("phase", failure.phase().id());
        tree.put("actor", failure.actor().id());
        tree.put("symptom", failure.symptom().id());
        tree.put("says", failure.says());
        tree.set("detail", detail(failure.detail()));
      }
      case Ending.Abandoned(var phase) -> tree.put("kind", "abandoned").put("phase", phase.id());
    }
    return tree;
  }

  private ObjectNode detail(Detail detail) {
    ObjectNode tree = mapper.createObjectNode();
    switch (detail) {
      case Detail.Nothing nothing -> tree.put("kind", "nothing");
      case Detail.SystemError(String call, String name, int number) ->
          tree.put("kind", "system-error")
              .put("call", call)
              .put("name", name)
              .put("number", number);
      case Detail.Lookup(String name, String answer) ->
          tree.put("kind", "lookup").put("name", name).put("answer", answer);
      case Detail.Waited(String setting, Duration limit) ->
          tree.put("kind", "waited").put("setting", setting).put("limitMillis", limit.toMillis());
      case Detail.TooSlow(String setting, long least) ->
          tree.put("kind", "too-slow").put("setting", setting).put("least", least);
      case Detail.Truncated(long expected, long seen) -> {
        tree.put("kind", "truncated").put("seen", seen);
        if (expected >= 0) {
          tree.put("expected", expected);
        } else {
          tree.putNull("expected");
        }
      }
      case Detail.Wrong(var defect, String sample) ->
          tree.put("kind", "wrong").put("defect", kebab(defect)).put("sample", sample);
      case Detail.Refusal(String reason) -> tree.put("kind", "refusal").put("reason", reason);
      case Detail.Limit(String setting, long limit) ->
          tree.put("kind", "limit").put("setting", setting).put("limit", limit);
      case Detail.Certificate(var flaw, String holds) ->
          tree.put("kind", "certificate").put("flaw", kebab(flaw)).put("holds", holds);
      case Detail.GivenUp(String frame, String code, boolean untouched) ->
          tree.put("kind", "given-up")
              .put("frame", frame)
              .put("code", code)
              .put("untouched", untouched);
      case Detail.Alert(var alert, boolean named, boolean asked, boolean shown) ->
          tree.put("kind", "alert")
              .put("alert", alert.number())
              .put("name", alert.name())
              .put("serverNamed", named)
              .put("certificateAsked", asked)
              .put("certificateShown", shown);
    }
    tree.put("says", detail.says());
    return tree;
  }

  private ObjectNode reply(Reply reply) {
    ObjectNode tree = mapper.createObjectNode();
    tree.put("status", reply.status());
    tree.put("maker", kebab(reply.maker()));
    tree.put("bodyBytes", reply.bodyBytes());
    tree.put("whole", reply.whole());
    return tree;
  }

  private static String kebab(Enum<?> word) {
    return word.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static void putMillis(ObjectNode tree, String name, Optional<Duration> span) {
    if (span.isPresent()) {
      tree.put(name, millis(span.get()));
    } else {
      tree.putNull(name);
    }
  }

  private static double millis(Duration span) {
    return Math.round(span.toNanos() / 1e3) / 1e3;
  }
}
