package dev.goodgate.vocabulary.traffic;

/** How an attempt, or an exchange, ended. */
public sealed interface Ending {
  /** The endpoint answered, whole, with this status. */
  record Answered(int status) implements Ending {
    public Answered {
      Reply.checkStatus(status);
    }
  }

  record Failed(Failure failure) implements Ending {}

  /** The client left; {@code phase} is how far the attempt had come. */
  record Abandoned(Phase phase) implements Ending {}
}
