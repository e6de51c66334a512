/** A faulty stretch of network between a port here, in user space, with an endpoint. */
@NullMarked
package dev.goodgate.lab.link;

import org.jspecify.annotations.NullMarked;
