/** One connection of any kind, with a deadline for every read. */
@NullMarked
package dev.goodgate.lab.socket;

import org.jspecify.annotations.NullMarked;
