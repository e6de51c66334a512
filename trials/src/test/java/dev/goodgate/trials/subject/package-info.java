/** Starts a gateway to be tried: ours, or a stranger's. */
@NullMarked
package dev.goodgate.trials.subject;

import org.jspecify.annotations.NullMarked;
