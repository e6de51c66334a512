/** What happened: an exchange as a gateway saw it. */
@NullMarked
package dev.goodgate.vocabulary.traffic;

import org.jspecify.annotations.NullMarked;
