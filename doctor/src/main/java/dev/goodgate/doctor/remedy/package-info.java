/** Words what would end a cause, with the lines of the plan it concerns. */
@NullMarked
package dev.goodgate.doctor.remedy;

import org.jspecify.annotations.NullMarked;
