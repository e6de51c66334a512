/** Writes HTTP/2 as bytes, right or wrong, with what is needed to read it. */
@NullMarked
package dev.goodgate.lab.http2;

import org.jspecify.annotations.NullMarked;
