package dev.goodgate.gateway.report;

import dev.goodgate.vocabulary.traffic.Exchange;

/** How a line of the access log looks. */
sealed interface AccessLines permits JsonLines, CommonLines {
  void write(Noted noted, Names names);

  void write(Exchange exchange);

  void flush();
}
