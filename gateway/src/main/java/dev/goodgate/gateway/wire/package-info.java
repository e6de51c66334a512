/** Runs sockets to completion on one thread. */
@NullMarked
package dev.goodgate.gateway.wire;

import org.jspecify.annotations.NullMarked;
