/** Shows a newcomer a gateway with something to break. */
@NullMarked
package dev.goodgate.app.demo;

import org.jspecify.annotations.NullMarked;
