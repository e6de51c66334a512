/** Reads what shall go wrong as people write it. */
@NullMarked
package dev.goodgate.lab.menu;

import org.jspecify.annotations.NullMarked;
