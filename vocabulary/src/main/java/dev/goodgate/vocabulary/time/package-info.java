/** Time as an argument. */
@NullMarked
package dev.goodgate.vocabulary.time;

import org.jspecify.annotations.NullMarked;
