/** Compresses the heads of HTTP/2 as RFC 7541 has it. */
@NullMarked
package dev.goodgate.gateway.http2.hpack;

import org.jspecify.annotations.NullMarked;
