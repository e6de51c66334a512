/** Reads certificates with their keys from PEM files. */
@NullMarked
package dev.goodgate.gateway.pem;

import org.jspecify.annotations.NullMarked;
