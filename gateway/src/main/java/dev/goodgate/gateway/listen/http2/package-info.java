/** Speaks HTTP/2 with clients. */
@NullMarked
package dev.goodgate.gateway.listen.http2;

import org.jspecify.annotations.NullMarked;
