/** Cases made by hand for tests. */
@NullMarked
package dev.goodgate.doctor.scene;

import org.jspecify.annotations.NullMarked;
