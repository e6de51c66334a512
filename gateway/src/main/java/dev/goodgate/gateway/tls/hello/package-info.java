/** Reads what a client says first in TLS. */
@NullMarked
package dev.goodgate.gateway.tls.hello;

import org.jspecify.annotations.NullMarked;
