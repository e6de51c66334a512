/** How near a misspelt name is to a known one. */
@NullMarked
package dev.goodgate.vocabulary.spelling;

import org.jspecify.annotations.NullMarked;
