/** Makes certificates as a test needs them, however wrong. */
@NullMarked
package dev.goodgate.lab.certificate;

import org.jspecify.annotations.NullMarked;
