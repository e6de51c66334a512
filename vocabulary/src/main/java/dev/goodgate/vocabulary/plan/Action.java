package dev.goodgate.vocabulary.plan;

/** Who answers the requests of a route. */
public sealed interface Action {
  /** The endpoints of an upstream. */
  record Pass(String upstream) implements Action {}

  /** The gateway, which says where to ask instead. */
  record Redirect(Template to, int status) implements Action {}

  /** The gateway, always with the same. */
  record Fixed(int status, String contentType, String body) implements Action {
    public Fixed {
      if (status < 200 || status > 599) {
        throw new IllegalArgumentException("status " + status);
      }
    }
  }
}
