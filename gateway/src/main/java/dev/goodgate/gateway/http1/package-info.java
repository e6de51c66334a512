/** Reads HTTP/1 as RFC 9112 has it. */
@NullMarked
package dev.goodgate.gateway.http1;

import org.jspecify.annotations.NullMarked;
