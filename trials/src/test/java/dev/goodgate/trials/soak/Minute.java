package dev.goodgate.trials.soak;

import java.util.Map;

/**
 * What a minute of traffic left behind: the first figures are of the lull after it, when no client
 * is there and garbage has been collected. {@code disturbed}: the machine stood still meanwhile, so
 * that patience was lost for no fault of the gateway.
 */
record Minute(
    int number,
    long residentKib,
    long heapKib,
    long descriptors,
    long sockets,
    long blocksLent,
    long clients,
    long answered,
    Map<String, Long> surprises,
    boolean disturbed) {}
