/** Knows which bytes may stand where in a head of HTTP/2. */
@NullMarked
package dev.goodgate.gateway.http2.field;

import org.jspecify.annotations.NullMarked;
