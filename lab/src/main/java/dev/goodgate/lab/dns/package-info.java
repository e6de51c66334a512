/** Reads or writes the messages of RFC 1035, byte for byte. */
@NullMarked
package dev.goodgate.lab.dns;

import org.jspecify.annotations.NullMarked;
