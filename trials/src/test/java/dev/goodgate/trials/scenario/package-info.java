/** Scenario files: what they say, how they are run. */
@NullMarked
package dev.goodgate.trials.scenario;

import org.jspecify.annotations.NullMarked;
