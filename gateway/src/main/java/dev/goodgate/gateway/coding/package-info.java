/** Compresses the bodies of replies. */
@NullMarked
package dev.goodgate.gateway.coding;

import org.jspecify.annotations.NullMarked;
