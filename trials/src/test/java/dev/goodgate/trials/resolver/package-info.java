/** What real programs make of a name server that lies. */
@NullMarked
package dev.goodgate.trials.resolver;

import org.jspecify.annotations.NullMarked;
