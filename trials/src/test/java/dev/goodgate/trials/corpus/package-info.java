/** Writes down what every gateway does with every scenario. */
@NullMarked
package dev.goodgate.trials.corpus;

import org.jspecify.annotations.NullMarked;
