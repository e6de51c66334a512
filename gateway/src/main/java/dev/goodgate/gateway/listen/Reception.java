package dev.goodgate.gateway.listen;

import dev.goodgate.vocabulary.plan.Trusted;
import org.jspecify.annotations.Nullable;

/**
 * How those who arrive at a listener of one loop are met: in TLS where {@code secured} is there;
 * and where {@code introducers} is, they are gateways who first say who the client is.
 */
public record Reception(@Nullable Secured secured, @Nullable Trusted introducers) {}
