/** Turns a case into a verdict. */
@NullMarked
package dev.goodgate.doctor;

import org.jspecify.annotations.NullMarked;
