package dev.goodgate.gateway.relay;

import dev.goodgate.vocabulary.plan.Action;
import dev.goodgate.vocabulary.plan.HeaderEdits;
import dev.goodgate.vocabulary.plan.Route;
import org.jspecify.annotations.Nullable;

/**
 * One route as one loop sees it, everything it says made ready. What is null is not asked for; one
 * without an upstream has a reply of its own.
 */
record LoopRoute(
    @Nullable LoopUpstream upstream,
    @Nullable GivenReply given,
    @Nullable FieldLines requestLines,
    @Nullable FieldLines replyLines,
    @Nullable Paths paths,
    long bodyLimit,
    boolean buffersRequest,
    @Nullable Squeezable squeezable) {
  /** {@code everywhere} is what the plan edits on every route; {@code upstream} is the route's. */
  static LoopRoute of(Route route, HeaderEdits everywhere, @Nullable LoopUpstream upstream) {
    HeaderEdits own = route.treatment().headers();
    GivenReply given =
        switch (route.action()) {
          case Action.Pass _ -> null;
          case Action.Redirect redirect -> GivenReply.of(redirect);
          case Action.Fixed fixed -> GivenReply.of(fixed);
        };
    return new LoopRoute(
        upstream,
        given,
        FieldLines.of(everywhere.request().then(own.request())),
        FieldLines.of(everywhere.reply().then(own.reply())),
        route.treatment().path().map(Paths::new).orElse(null),
        route.treatment().bodyLimit().orElse(Long.MAX_VALUE),
        route.treatment().buffersRequest(),
        route.treatment().compression().map(Squeezable::new).orElse(null));
  }
}
