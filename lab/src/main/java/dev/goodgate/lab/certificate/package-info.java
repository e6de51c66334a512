/** Makes certificates, right ones and wrong ones, as a test needs them. */
@NullMarked
package dev.goodgate.lab.certificate;

import org.jspecify.annotations.NullMarked;
