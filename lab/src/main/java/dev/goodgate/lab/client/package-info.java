/** A client on a raw socket, for tests that look at every byte. */
@NullMarked
package dev.goodgate.lab.client;

import org.jspecify.annotations.NullMarked;
