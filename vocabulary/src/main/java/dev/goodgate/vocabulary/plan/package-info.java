/** What a gateway was told to do, each setting with its place. */
@NullMarked
package dev.goodgate.vocabulary.plan;

import org.jspecify.annotations.NullMarked;
