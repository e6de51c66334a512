package dev.goodgate.vocabulary.plan;

import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * What is done on a route to requests and replies that pass. {@code bodyLimit} is how long the body
 * of a request may be; {@code buffersRequest} tells that no endpoint is asked before the request is
 * there.
 */
public record Treatment(
    HeaderEdits headers,
    @Nullable PathEdit pathEdit,
    OptionalLong bodyLimit,
    boolean buffersRequest,
    @Nullable Compression compressionOfReplies) {
  public static final Treatment NONE =
      new Treatment(HeaderEdits.NONE, null, OptionalLong.empty(), false, null);

  public Optional<PathEdit> path() {
    return Optional.ofNullable(pathEdit);
  }

  public Optional<Compression> compression() {
    return Optional.ofNullable(compressionOfReplies);
  }
}
