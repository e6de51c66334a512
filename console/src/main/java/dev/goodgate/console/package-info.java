/** Serves the admin address. */
@NullMarked
package dev.goodgate.console;

import org.jspecify.annotations.NullMarked;
