/** What real programs make of the lab's TLS. */
@NullMarked
package dev.goodgate.trials.tls;

import org.jspecify.annotations.NullMarked;
