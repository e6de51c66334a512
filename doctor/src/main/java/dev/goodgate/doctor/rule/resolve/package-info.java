/** Judges names that could not be turned into addresses. */
@NullMarked
package dev.goodgate.doctor.rule.resolve;

import org.jspecify.annotations.NullMarked;
