package dev.goodgate.doctor.rule.body;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.HINT;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.LIKELY;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.PROOF;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.util.List;

/** The connection ended before the body did. */
final class CutBody implements Rule {
  private static final CauseId SHORT_OF_LENGTH = CauseId.of("truncated-content-length");
  private static final CauseId CHUNKED = CauseId.of("truncated-chunked");
  private static final CauseId NO_LENGTH = CauseId.of("truncated-no-length");
  private static final CauseId CRASH = CauseId.of("upstream-crash");

  @Override
  public Group group() {
    return Group.BYTES;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (trouble.in(Phase.STREAM_BODY) && trouble.wasCut()) {
        judge(trouble, notes);
        notes.favour(CRASH, HINT, "its process may have died while writing", trouble.evidence());
      }
    }
    return notes.findings();
  }

  private static void judge(Trouble trouble, Notes notes) {
    String evidence = trouble.evidence();
    String ended = trouble.endpoint() + " ended the connection inside the body";
    if (trouble.failure().detail() instanceof Detail.Truncated(long expected, long seen)
        && expected >= 0) {
      notes.favour(
          SHORT_OF_LENGTH, PROOF, ended + ": " + trouble.failure().detail().says(), evidence);
    } else if (trouble.failure().detail() instanceof Detail.Truncated
        || (trouble.showed(Symptom.CLOSED_EARLY)
            && !isSecure(trouble)
            && !(trouble.failure().detail() instanceof Detail.Wrong))) {
      // Without a length and without chunks a close is the proper end (RFC 9112 6.3), so an early
      // one was seen in chunks. Within TLS a close has to be announced (RFC 8446 6.1).
      notes.favour(CHUNKED, PROOF, ended + ": the last chunk is missing", evidence);
    } else {
      // What a chunked body lacks is known; here only the break is, so it had no end to miss.
      notes
          .favour(NO_LENGTH, LIKELY, ended + ", whose length had not been announced", evidence)
          .favour(CHUNKED, HINT, "its last chunk may be missing", evidence);
    }
  }

  private static boolean isSecure(Trouble trouble) {
    return trouble.endpoint().startsWith("https://");
  }
}
