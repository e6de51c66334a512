/** Starts, drains, stops a gateway. */
@NullMarked
package dev.goodgate.gateway;

import org.jspecify.annotations.NullMarked;
