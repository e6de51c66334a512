/** Sockets as faults need them: with a deadline for every read, on ports that stay ours. */
@NullMarked
package dev.goodgate.lab.socket;

import org.jspecify.annotations.NullMarked;
