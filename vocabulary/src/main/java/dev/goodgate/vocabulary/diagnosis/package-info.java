/** What it means: from evidence to a verdict. */
@NullMarked
package dev.goodgate.vocabulary.diagnosis;

import org.jspecify.annotations.NullMarked;
