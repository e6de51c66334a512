package dev.goodgate.doctor.rule.connect;

import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.LIKELY;
import static dev.goodgate.vocabulary.diagnosis.Finding.Strength.PROOF;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.CaseView.Sighting;
import dev.goodgate.doctor.rule.Notes;
import dev.goodgate.doctor.rule.Rule;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Finding;
import java.util.List;

/** {@code localhost} was written and ::1 was dialled, where many applications do not listen. */
final class LocalhostAsIpv6 implements Rule {
  private static final CauseId LOCALHOST_IPV6 = CauseId.of("localhost-resolves-to-ipv6");

  @Override
  public Group group() {
    return Group.CONNECTION;
  }

  @Override
  public List<Finding> judge(CaseView view) {
    Notes notes = new Notes();
    for (Trouble trouble : view.troubles()) {
      String dialled = trouble.dialled();
      if (Refused.matches(trouble)
          && trouble.endpoint().contains("localhost")
          && dialled.contains("::1")) {
        notes.favour(
            LOCALHOST_IPV6,
            LIKELY,
            "localhost was dialled as " + dialled + ", which refused",
            trouble.evidence());
        String overIpv4 = "127.0.0.1" + dialled.substring(dialled.lastIndexOf(':'));
        for (Sighting sighting : view.sightings(overIpv4)) {
          if (sighting.well()) {
            notes.favour(
                LOCALHOST_IPV6,
                PROOF,
                dialled + " refused while " + overIpv4 + " " + sighting.says(),
                trouble.evidence(),
                sighting.evidence());
          }
        }
      }
    }
    return notes.findings();
  }
}
