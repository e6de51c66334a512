/** Names the ways in which a protocol can be broken. */
@NullMarked
package dev.goodgate.lab.flaw;

import org.jspecify.annotations.NullMarked;
