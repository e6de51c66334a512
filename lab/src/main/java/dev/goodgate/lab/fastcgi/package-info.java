/** Writes FastCGI as bytes, right or wrong, with what is needed to read it. */
@NullMarked
package dev.goodgate.lab.fastcgi;

import org.jspecify.annotations.NullMarked;
