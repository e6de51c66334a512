/** Reads our own plan file, telling all that is wrong with it at once. */
@NullMarked
package dev.goodgate.dialects.goodgate;

import org.jspecify.annotations.NullMarked;
