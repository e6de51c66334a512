package dev.goodgate.lab.resolver;

import dev.goodgate.lab.resolver.NameFault.Carrier;
import java.net.InetSocketAddress;

/** Says what to do about bytes that came, one character each. */
interface Hearing {
  Reaction hear(String bytes, Carrier over, InetSocketAddress from);
}
