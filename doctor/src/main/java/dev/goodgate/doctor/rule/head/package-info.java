/** Judges answers whose head is wrong. */
@NullMarked
package dev.goodgate.doctor.rule.head;

import org.jspecify.annotations.NullMarked;
