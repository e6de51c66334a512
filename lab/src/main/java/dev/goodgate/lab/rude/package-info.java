/** What a client can do to those who serve it. */
@NullMarked
package dev.goodgate.lab.rude;

import org.jspecify.annotations.NullMarked;
