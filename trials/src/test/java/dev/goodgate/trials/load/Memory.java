package dev.goodgate.trials.load;

/** Resident memory of one gateway: after its start, then for each idle connection. */
record Memory(String gateway, double startMib, double bytesPerConnection, long flawed) {}
