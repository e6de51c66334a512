package dev.goodgate.lab.link;

/**
 * One thing that happened on a link. {@code at} counts nanoseconds from the link's start, {@code
 * connection} from 1; {@code what} is a clause for people, such as {@code loses 120 bytes there}.
 */
public record Crossing(long at, int connection, String what) {}
