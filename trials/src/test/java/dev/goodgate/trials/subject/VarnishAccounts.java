package dev.goodgate.trials.subject;

import java.util.Optional;
import java.util.OptionalInt;

/** Reads groups of varnishlog: a request with all it led to, closed by an empty line. */
final class VarnishAccounts implements Product.AccountReader {
  private String requestId = "";
  private int status;
  private int attempts;

  @Override
  public Optional<Product.Entry> read(String line) {
    String[] words = line.strip().split("\\s+", 4);
    String tag = words.length > 1 ? words[1] : "";
    switch (tag) {
      case "<<" -> begin(words);
      case "ReqHeader" -> requestId = words.length > 3 ? words[3].strip() : "";
      case "RespStatus" -> status = Integer.parseInt(words[2]);
      default -> {
        return line.isBlank() ? end() : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private void begin(String[] words) {
    if (words[0].equals("*")) {
      requestId = "";
      status = 0;
      attempts = 0;
    } else if (words[2].equals("BeReq")) {
      attempts++;
    }
  }

  private Optional<Product.Entry> end() {
    return requestId.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Product.Entry(
                requestId,
                new Subject.Account(
                    status, Optional.empty(), OptionalInt.of(attempts), Optional.empty())));
  }
}
