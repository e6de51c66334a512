/** Speaks HTTP/2 to endpoints. */
@NullMarked
package dev.goodgate.gateway.connect.http2;

import org.jspecify.annotations.NullMarked;
