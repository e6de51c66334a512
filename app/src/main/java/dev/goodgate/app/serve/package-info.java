/** Runs a gateway with its console. */
@NullMarked
package dev.goodgate.app.serve;

import org.jspecify.annotations.NullMarked;
