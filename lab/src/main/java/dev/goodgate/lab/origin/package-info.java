/** A scripted endpoint that can send any wrong byte at any moment. */
@NullMarked
package dev.goodgate.lab.origin;

import org.jspecify.annotations.NullMarked;
