/** Makes requests of what clients send. */
@NullMarked
package dev.goodgate.gateway.listen;

import org.jspecify.annotations.NullMarked;
