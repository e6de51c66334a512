/** Reads HTTP/2 as RFC 9113 has it, frame by frame. */
@NullMarked
package dev.goodgate.gateway.http2;

import org.jspecify.annotations.NullMarked;
