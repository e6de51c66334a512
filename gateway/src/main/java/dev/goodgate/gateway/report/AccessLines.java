package dev.goodgate.gateway.report;

import dev.goodgate.vocabulary.traffic.Traced;

/** How a line of the access log looks. */
sealed interface AccessLines permits JsonLines, CommonLines {
  void write(Noted noted, Names names);

  void write(Traced exchange);

  /** Takes back a line that could not be written to its end. */
  void forgetLine();

  void flush();
}
