/** The command line. */
@NullMarked
package dev.goodgate.app;

import org.jspecify.annotations.NullMarked;
