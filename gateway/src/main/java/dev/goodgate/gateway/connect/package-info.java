/** Has connections to endpoints ready. */
@NullMarked
package dev.goodgate.gateway.connect;

import org.jspecify.annotations.NullMarked;
