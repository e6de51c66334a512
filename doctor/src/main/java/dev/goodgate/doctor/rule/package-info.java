/** What a rule is, with the view of a case that rules read. */
@NullMarked
package dev.goodgate.doctor.rule;

import org.jspecify.annotations.NullMarked;
