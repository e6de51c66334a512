package dev.goodgate.dialects.goodgate;

import java.util.List;

/**
 * What came of reading something a person wrote: the value, perhaps with warnings, or everything
 * that is wrong with it. Complaints are in the order of their places.
 */
public sealed interface Reading<T> {
  List<Complaint> complaints();

  record Understood<T>(T value, List<Complaint> complaints) implements Reading<T> {
    public Understood {
      complaints = List.copyOf(complaints);
    }
  }

  /** At least one complaint is an error; warnings may stand beside it. */
  record Refused<T>(List<Complaint> complaints) implements Reading<T> {
    public Refused {
      complaints = List.copyOf(complaints);
      if (complaints.stream().noneMatch(c -> c.severity() == Complaint.Severity.ERROR)) {
        throw new IllegalArgumentException("refused without an error");
      }
    }
  }
}
