package dev.goodgate.lab.resolver;

import dev.goodgate.lab.dns.Question;
import dev.goodgate.lab.resolver.NameFault.Carrier;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * What a resolver was asked, with what it made of it. {@code at} counts nanoseconds from its start;
 * no {@code question} is there where what came could not be read. {@code did} is a clause for
 * people, such as {@code sends 48 bytes}.
 */
public record Lookup(
    long at,
    Carrier over,
    InetSocketAddress from,
    Optional<Question> question,
    String fault,
    String did) {}
