/** The launcher, run for real against machines that are made up. */
@NullMarked
package dev.goodgate.trials.launcher;

import org.jspecify.annotations.NullMarked;
