/** Keeps a gateway under mixed traffic for long, to see whether anything grows. */
@NullMarked
package dev.goodgate.trials.soak;

import org.jspecify.annotations.NullMarked;
