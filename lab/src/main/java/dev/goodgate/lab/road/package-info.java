/** A road between two network namespaces of the kernel's own, for what no user space can act. */
@NullMarked
package dev.goodgate.lab.road;

import org.jspecify.annotations.NullMarked;
