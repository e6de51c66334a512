/** Everything that can be made to go wrong between a gateway and an endpoint, as values. */
@NullMarked
package dev.goodgate.lab.fault;

import org.jspecify.annotations.NullMarked;
