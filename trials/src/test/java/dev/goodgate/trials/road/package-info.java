/** What gateways make of faults that only the kernel can act. */
@NullMarked
package dev.goodgate.trials.road;

import org.jspecify.annotations.NullMarked;
