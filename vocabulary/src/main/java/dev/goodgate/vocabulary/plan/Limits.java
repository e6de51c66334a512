package dev.goodgate.vocabulary.plan;

import java.time.Duration;

/**
 * What the gateway allows itself and its clients. {@code head} and {@code fields} bound a request's
 * head, {@code replyHead} an answer's; {@code streams} the requests under way on one connection of
 * HTTP/2; {@code headTimeout} is for sending a head, {@code keepAlive} for an idle client, {@code
 * stall} for a client that neither sends the body it announced nor reads its answer, {@code
 * leastRate} how many bytes a second it must do so beyond that, 0 for any; {@code drain} bounds the
 * end of the gateway; {@code failuresKept} is how many failed exchanges {@code why} remembers.
 */
public record Limits(
    int connections,
    int head,
    int fields,
    int replyHead,
    int streams,
    Duration headTimeout,
    Duration keepAlive,
    Duration stall,
    int leastRate,
    Duration drain,
    int failuresKept) {
  public static final Limits DEFAULT =
      new Limits(
          10_000,
          32 * 1024,
          128,
          64 * 1024,
          128,
          Duration.ofSeconds(10),
          Duration.ofSeconds(75),
          Duration.ofSeconds(60),
          500,
          Duration.ofSeconds(30),
          1_000);
}
