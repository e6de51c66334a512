/** Whole behaviour of the gateway on real loopback sockets, byte for byte. */
@NullMarked
package dev.goodgate.trials.conformance;

import org.jspecify.annotations.NullMarked;
