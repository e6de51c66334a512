/** Lends off-heap memory to one event loop. */
@NullMarked
package dev.goodgate.gateway.wire.memory;

import org.jspecify.annotations.NullMarked;
