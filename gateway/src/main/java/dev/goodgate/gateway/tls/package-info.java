/** Speaks TLS over bytes that go both ways. */
@NullMarked
package dev.goodgate.gateway.tls;

import org.jspecify.annotations.NullMarked;
