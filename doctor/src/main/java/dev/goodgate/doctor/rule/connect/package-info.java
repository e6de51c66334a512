/** Judges connections that could not be had. */
@NullMarked
package dev.goodgate.doctor.rule.connect;

import org.jspecify.annotations.NullMarked;
