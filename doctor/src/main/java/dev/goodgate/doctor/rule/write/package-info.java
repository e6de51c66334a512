/** Judges requests that could not be sent. */
@NullMarked
package dev.goodgate.doctor.rule.write;

import org.jspecify.annotations.NullMarked;
