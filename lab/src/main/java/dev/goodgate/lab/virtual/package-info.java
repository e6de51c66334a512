/** Lets deciders live through years in a second, again exactly as they did before. */
@NullMarked
package dev.goodgate.lab.virtual;

import org.jspecify.annotations.NullMarked;
