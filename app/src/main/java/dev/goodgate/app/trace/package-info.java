/** Sends spans of exchanges to a collector. */
@NullMarked
package dev.goodgate.app.trace;

import org.jspecify.annotations.NullMarked;
