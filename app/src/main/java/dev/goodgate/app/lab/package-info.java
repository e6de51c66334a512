/** Lets a person play with an endpoint that misbehaves. */
@NullMarked
package dev.goodgate.app.lab;

import org.jspecify.annotations.NullMarked;
