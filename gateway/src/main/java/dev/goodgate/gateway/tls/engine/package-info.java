/** Makes engines of TLS from certificates. */
@NullMarked
package dev.goodgate.gateway.tls.engine;

import org.jspecify.annotations.NullMarked;
