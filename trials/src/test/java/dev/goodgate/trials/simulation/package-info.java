/** Lets the deciders of the gateway live through years of somebody else's outages. */
@NullMarked
package dev.goodgate.trials.simulation;

import org.jspecify.annotations.NullMarked;
