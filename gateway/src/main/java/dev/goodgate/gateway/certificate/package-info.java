/** Keeps the certificates that listeners show to clients. */
@NullMarked
package dev.goodgate.gateway.certificate;

import org.jspecify.annotations.NullMarked;
