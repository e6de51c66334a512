/** Decides which endpoint of an upstream is asked. */
@NullMarked
package dev.goodgate.gateway.balance;

import org.jspecify.annotations.NullMarked;
