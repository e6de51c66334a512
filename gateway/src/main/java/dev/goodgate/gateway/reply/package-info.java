/** Decides what a client is told when the gateway has to answer for itself. */
@NullMarked
package dev.goodgate.gateway.reply;

import org.jspecify.annotations.NullMarked;
