/** What real programs make of an origin that misbehaves in HTTP/2, FastCGI or uwsgi. */
@NullMarked
package dev.goodgate.trials.protocols;

import org.jspecify.annotations.NullMarked;
