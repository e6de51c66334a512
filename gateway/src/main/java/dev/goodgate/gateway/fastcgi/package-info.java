/** Speaks FastCGI to applications that think in CGI. */
@NullMarked
package dev.goodgate.gateway.fastcgi;

import org.jspecify.annotations.NullMarked;
