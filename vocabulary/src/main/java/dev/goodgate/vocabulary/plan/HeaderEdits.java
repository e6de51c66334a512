package dev.goodgate.vocabulary.plan;

/** How the heads of messages are changed in both directions. */
public record HeaderEdits(FieldEdits request, FieldEdits reply) {
  public static final HeaderEdits NONE = new HeaderEdits(FieldEdits.NONE, FieldEdits.NONE);
}
