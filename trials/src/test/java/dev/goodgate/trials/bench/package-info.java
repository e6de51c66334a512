/** Measures the head codec by itself. */
@NullMarked
package dev.goodgate.trials.bench;

import org.jspecify.annotations.NullMarked;
