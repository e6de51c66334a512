/** Speaks TLS as a server, in the way it is told to. */
@NullMarked
package dev.goodgate.lab.handshake;

import org.jspecify.annotations.NullMarked;
