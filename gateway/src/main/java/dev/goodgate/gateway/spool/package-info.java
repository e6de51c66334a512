/** Keeps what does not fit into memory in files without a name. */
@NullMarked
package dev.goodgate.gateway.spool;

import org.jspecify.annotations.NullMarked;
