/** Judges answers whose body is wrong. */
@NullMarked
package dev.goodgate.doctor.rule.body;

import org.jspecify.annotations.NullMarked;
