package dev.goodgate.doctor.remedy;

import dev.goodgate.doctor.rule.CaseView;
import dev.goodgate.doctor.rule.Trouble;
import dev.goodgate.vocabulary.diagnosis.CauseId;
import dev.goodgate.vocabulary.diagnosis.Remedy;
import java.util.List;

/** Words remedies for the causes it knows, for one failure; has none for any other cause. */
interface Wording {
  List<Remedy> word(CauseId cause, Trouble trouble, CaseView view);
}
