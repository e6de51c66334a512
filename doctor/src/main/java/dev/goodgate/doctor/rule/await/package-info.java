/** Judges answers that never began. */
@NullMarked
package dev.goodgate.doctor.rule.await;

import org.jspecify.annotations.NullMarked;
