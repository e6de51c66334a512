/** What an endpoint can be made to do wrong, as values. */
@NullMarked
package dev.goodgate.lab.fault;

import org.jspecify.annotations.NullMarked;
