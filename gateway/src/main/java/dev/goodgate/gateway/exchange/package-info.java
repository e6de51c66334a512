/** Decides the life of one exchange. */
@NullMarked
package dev.goodgate.gateway.exchange;

import org.jspecify.annotations.NullMarked;
