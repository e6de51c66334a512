/** Says what an endpoint does in moves that HTTP/2 or FastCGI can carry. */
@NullMarked
package dev.goodgate.lab.course;

import org.jspecify.annotations.NullMarked;
