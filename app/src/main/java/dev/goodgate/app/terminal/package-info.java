/** How a command speaks to whoever called it. */
@NullMarked
package dev.goodgate.app.terminal;

import org.jspecify.annotations.NullMarked;
