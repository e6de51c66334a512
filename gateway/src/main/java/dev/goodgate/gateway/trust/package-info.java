/** Says whether a certificate that an endpoint shows is to be believed. */
@NullMarked
package dev.goodgate.gateway.trust;

import org.jspecify.annotations.NullMarked;
