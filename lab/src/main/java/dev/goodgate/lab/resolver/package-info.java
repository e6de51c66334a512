/** A name server that lies. */
@NullMarked
package dev.goodgate.lab.resolver;

import org.jspecify.annotations.NullMarked;
