/** What real programs make of what is not HTTP/1: HTTP/2, FastCGI, uwsgi. */
@NullMarked
package dev.goodgate.trials.protocols;

import org.jspecify.annotations.NullMarked;
