/** Judges what failed before any endpoint was tried. */
@NullMarked
package dev.goodgate.doctor.rule.select;

import org.jspecify.annotations.NullMarked;
