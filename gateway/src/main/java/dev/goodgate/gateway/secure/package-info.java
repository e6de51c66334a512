/** Shakes hands with endpoints. */
@NullMarked
package dev.goodgate.gateway.secure;

import org.jspecify.annotations.NullMarked;
