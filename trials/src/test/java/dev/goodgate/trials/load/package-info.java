/** Measures what a request costs a gateway, beside others in the same run. */
@NullMarked
package dev.goodgate.trials.load;

import org.jspecify.annotations.NullMarked;
