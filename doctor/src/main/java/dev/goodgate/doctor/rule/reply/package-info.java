/** Judges what the client got in the end. */
@NullMarked
package dev.goodgate.doctor.rule.reply;

import org.jspecify.annotations.NullMarked;
