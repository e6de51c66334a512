/** Sets findings against each other. */
@NullMarked
package dev.goodgate.doctor.weigh;

import org.jspecify.annotations.NullMarked;
