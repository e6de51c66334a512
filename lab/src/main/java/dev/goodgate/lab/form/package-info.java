/** Parts of HTTP/1 messages that are wrong, byte for byte. */
@NullMarked
package dev.goodgate.lab.form;

import org.jspecify.annotations.NullMarked;
