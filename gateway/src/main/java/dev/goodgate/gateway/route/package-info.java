/** Decides which upstream a request belongs to. */
@NullMarked
package dev.goodgate.gateway.route;

import org.jspecify.annotations.NullMarked;
