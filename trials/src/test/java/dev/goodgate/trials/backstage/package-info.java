/** What stands behind a gateway under test, in an endpoint's place. */
@NullMarked
package dev.goodgate.trials.backstage;

import org.jspecify.annotations.NullMarked;
