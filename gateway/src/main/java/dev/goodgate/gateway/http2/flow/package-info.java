/** Sends the frames of one connection, of whatever stream. */
@NullMarked
package dev.goodgate.gateway.http2.flow;

import org.jspecify.annotations.NullMarked;
