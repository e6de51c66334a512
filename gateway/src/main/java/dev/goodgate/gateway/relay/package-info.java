/** Carries exchanges between two connections. */
@NullMarked
package dev.goodgate.gateway.relay;

import org.jspecify.annotations.NullMarked;
