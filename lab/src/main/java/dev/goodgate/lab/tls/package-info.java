/** What a server can do wrong in TLS, as values. */
@NullMarked
package dev.goodgate.lab.tls;

import org.jspecify.annotations.NullMarked;
