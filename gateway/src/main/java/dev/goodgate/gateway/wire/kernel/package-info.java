/** Turns system calls into values. */
@NullMarked
package dev.goodgate.gateway.wire.kernel;

import org.jspecify.annotations.NullMarked;
