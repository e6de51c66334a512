package dev.goodgate.lab.resolver;

import dev.goodgate.lab.dns.Message;
import dev.goodgate.lab.dns.Question;
import dev.goodgate.lab.resolver.NameFault.Elsewhere;
import dev.goodgate.lab.resolver.Reaction.Sender;
import dev.goodgate.lab.resolver.Reaction.Sending;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Decides what each fault does about a question. Knows no socket. */
record Reactions(Zone zone) {
  Reaction to(NameFault fault, Asked asked) {
    return switch (fault) {
      case NameFault.Found found -> send(asked, answers(asked).to(found));
      case NameFault.NotFound none -> send(asked, answers(asked).to(none));
      case NameFault.Unheard unheard -> unheard(unheard, asked);
      case NameFault.Wrong wrong -> wrong(wrong, asked);
    };
  }

  /** What cannot be read or is no plain question: RFC 1035 has a code for each. */
  static Optional<Message> complaint(Message message) {
    Wording wording = new Wording(message, NameFault.Carrier.TCP);
    if (message.flags().operation() != 0) {
      return Optional.of(wording.code(Message.NOT_IMPLEMENTED, Optional.empty()));
    }
    if (message.questions().size() != 1) {
      return Optional.of(
          wording.code(Message.FORMAT_ERROR, Optional.empty()).withQuestions(List.of()));
    }
    int ofClass = message.questions().getFirst().ofClass();
    return ofClass == Question.INTERNET || ofClass == Question.ANY
        ? Optional.empty()
        : Optional.of(wording.code(Message.REFUSED, Optional.empty()));
  }

  private Reaction unheard(NameFault.Unheard fault, Asked asked) {
    return switch (fault) {
      case NameFault.Silent(var over, int first) ->
          over.contains(asked.over()) && (first == 0 || asked.number() <= first)
              ? Reaction.silence()
              : truth(asked);
      case NameFault.Slow(Duration delay) ->
          new Reaction.Sends(List.of(Reaction.sending(delay, written(asked, truthful(asked)))));
      case NameFault.Gone() -> Reaction.silence();
      case NameFault.Truncated(var byTcp) ->
          switch (asked.over()) {
            case UDP -> Reaction.send(wording(asked).truncated(truthful(asked)).written());
            case TCP ->
                switch (byTcp) {
                  case ANSWERED -> truth(asked);
                  case SILENT -> Reaction.silence();
                  case REFUSED, CLOSED -> new Reaction.Closes();
                };
          };
    };
  }

  private Reaction wrong(NameFault.Wrong fault, Asked asked) {
    Message truth = truthful(asked);
    return switch (fault) {
      case NameFault.WrongId() -> send(asked, truth.withId(truth.id() ^ 0x5555));
      case NameFault.WrongQuestion() -> send(asked, Mangled.question(truth));
      case NameFault.NotMarkedAsAnswer() ->
          send(asked, truth.withFlags(truth.flags().without(Message.Flags.ANSWER)));
      case NameFault.AnswersFrom(Elsewhere place) -> {
        Sender by =
            switch (place) {
              case PORT -> Sender.OTHER_PORT;
              case ADDRESS -> Sender.OTHER_ADDRESS;
            };
        yield new Reaction.Sends(List.of(new Sending(Duration.ZERO, by, written(asked, truth))));
      }
      case NameFault.Malformed(var how) -> Reaction.send(Mangled.bytes(truth, how));
      case NameFault.Oversized(long size) -> Reaction.send(Mangled.padded(truth, size));
      case NameFault.Duplicated(int count) ->
          new Reaction.Sends(
              Collections.nCopies(count, Reaction.sending(Duration.ZERO, written(asked, truth))));
      case NameFault.Forges(var to, Duration delay, boolean truthFirst) -> {
        String lie = written(asked, wording(asked).addresses(to, Wording.TTL));
        String said = written(asked, truth);
        yield new Reaction.Sends(
            List.of(
                Reaction.sending(Duration.ZERO, truthFirst ? said : lie),
                Reaction.sending(delay, truthFirst ? lie : said)));
      }
    };
  }

  private Reaction truth(Asked asked) {
    return send(asked, truthful(asked));
  }

  private Message truthful(Asked asked) {
    return answers(asked).to(new NameFault.Truthful(Wording.TTL));
  }

  private Answers answers(Asked asked) {
    return new Answers(zone, asked, wording(asked));
  }

  private static Reaction send(Asked asked, Message answer) {
    return Reaction.send(written(asked, answer));
  }

  private static String written(Asked asked, Message answer) {
    return wording(asked).written(answer);
  }

  private static Wording wording(Asked asked) {
    return new Wording(asked.message(), asked.over());
  }
}
