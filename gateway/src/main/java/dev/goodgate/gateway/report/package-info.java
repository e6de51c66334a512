/** Hands on what is over. */
@NullMarked
package dev.goodgate.gateway.report;

import org.jspecify.annotations.NullMarked;
