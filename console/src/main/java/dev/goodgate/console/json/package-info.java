/** How exchanges, with their verdicts, read as JSON. */
@NullMarked
package dev.goodgate.console.json;

import org.jspecify.annotations.NullMarked;
