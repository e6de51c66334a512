/** Tells a person what a cause or a status means. */
@NullMarked
package dev.goodgate.app.explain;

import org.jspecify.annotations.NullMarked;
