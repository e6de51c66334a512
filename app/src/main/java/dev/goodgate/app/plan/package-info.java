/** Tells a person whether a plan is good before a gateway runs it. */
@NullMarked
package dev.goodgate.app.plan;

import org.jspecify.annotations.NullMarked;
