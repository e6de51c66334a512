/** The story of one exchange of a running gateway. */
@NullMarked
package dev.goodgate.app.why;

import org.jspecify.annotations.NullMarked;
