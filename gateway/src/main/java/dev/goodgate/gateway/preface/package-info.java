/** Tells the two ends of a client's connection in the words of the PROXY protocol. */
@NullMarked
package dev.goodgate.gateway.preface;

import org.jspecify.annotations.NullMarked;
