package dev.goodgate.lab.resolver;

import dev.goodgate.lab.dns.Message;
import dev.goodgate.lab.dns.Question;
import dev.goodgate.lab.resolver.NameFault.Carrier;
import java.net.InetAddress;
import java.time.Duration;

/**
 * A question that can be answered. {@code number} counts from 1 those of the fault that answers it,
 * which has been there {@code since}.
 */
record Asked(Message message, Carrier over, InetAddress from, int number, Duration since) {
  Question question() {
    return message.questions().getFirst();
  }

  boolean checkingDisabled() {
    return message.flags().has(Message.Flags.CHECKING_DISABLED);
  }
}
