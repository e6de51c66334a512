/** Says in figures how a running gateway does. */
@NullMarked
package dev.goodgate.app.meters;

import org.jspecify.annotations.NullMarked;
