/** Frames a body of HTTP/1 for HTTP/2, or the other way. */
@NullMarked
package dev.goodgate.gateway.http2.body;

import org.jspecify.annotations.NullMarked;
