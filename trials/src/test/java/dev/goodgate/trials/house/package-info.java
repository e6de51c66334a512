/** The rules of the house, read off sources, class files, documents. */
@NullMarked
package dev.goodgate.trials.house;

import org.jspecify.annotations.NullMarked;
