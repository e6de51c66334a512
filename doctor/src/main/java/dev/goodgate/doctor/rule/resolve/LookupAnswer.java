package dev.goodgate.doctor.rule.resolve;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.HINT;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.LIKELY;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.STRONG;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.util.List;
import java.util.Locale;

/**
 * What the resolver said (RFC 1035 4.1.1 and RFC 2308 2) tells which kind of name trouble it is.
 */
final class LookupAnswer implements Rule {
  private static final CauseId NXDOMAIN = CauseId.of("dns-nxdomain");
  private static final CauseId SERVFAIL = CauseId.of("dns-servfail");
  private static final CauseId REFUSED = CauseId.of("dns-refused");
  private static final CauseId NO_ADDRESS = CauseId.of("dns-no-address");
  private static final CauseId TIMEOUT = CauseId.of("dns-timeout");
  private static final CauseId RESOLVER_GONE = CauseId.of("dns-resolver-unreachable");
  private static final CauseId SEARCH_SUFFIX = CauseId.of("dns-search-suffix");

  @Override
  public Group group() {
    return Group.FAILURE;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      if (trouble.showed(Symptom.UNRESOLVED, Symptom.TIMED_OUT)
          && trouble.failure().detail() instanceof Detail.Lookup(String name, String answer)) {
        judge(name, answer.toLowerCase(Locale.ROOT), trouble, notes);
      }
    }
    return notes.findings();
  }

  private static void judge(String name, String answer, Trouble trouble, Notes notes) {
    String evidence = trouble.evidence();
    String says = "the name server's answer for " + name + " was '" + answer + "'";
    if (answer.contains("nxdomain")) {
      notes.favour(NXDOMAIN, STRONG, says + ": there is no such name", evidence);
      addShortName(name, evidence, notes);
    } else if (answer.contains("servfail")) {
      notes.favour(SERVFAIL, STRONG, says, evidence);
    } else if (answer.contains("refused")) {
      notes.favour(REFUSED, STRONG, says, evidence);
    } else if (answer.contains("no address") || answer.contains("nodata")) {
      notes.favour(NO_ADDRESS, STRONG, says, evidence);
    } else if (answer.contains("unreachable")) {
      notes.favour(RESOLVER_GONE, STRONG, says, evidence);
    } else if (answer.contains("temporary failure")) {
      // A system's resolver says this of a name server that failed and of one that was silent.
      notes.favour(SERVFAIL, LIKELY, says, evidence);
      notes.favour(TIMEOUT, LIKELY, "silence of the name server looks the same", evidence);
      notes.favour(RESOLVER_GONE, HINT, "nobody may be there", evidence);
    } else if (answer.contains("timed out")
        || answer.contains("timeout")
        || answer.contains("no answer")) {
      notes.favour(TIMEOUT, LIKELY, says, evidence);
      notes.favour(RESOLVER_GONE, HINT, "silence may also mean that nobody is there", evidence);
    } else {
      // A system's resolver often says only that it found nothing, which has several reasons.
      notes.favour(NXDOMAIN, LIKELY, says, evidence);
      notes.favour(NO_ADDRESS, HINT, "it may exist without an address", evidence);
      addShortName(name, evidence, notes);
    }
  }

  private static void addShortName(String name, String evidence, Notes notes) {
    if (!name.contains(".")) {
      notes.favour(
          SEARCH_SUFFIX,
          HINT,
          name + " has no dot, so what is asked depends on the search list",
          evidence);
    }
  }
}
