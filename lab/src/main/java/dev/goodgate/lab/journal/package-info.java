/** Remembers what was seen, for those who wait for it. */
@NullMarked
package dev.goodgate.lab.journal;

import org.jspecify.annotations.NullMarked;
