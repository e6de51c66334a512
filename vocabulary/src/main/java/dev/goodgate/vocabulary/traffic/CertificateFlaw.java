package dev.goodgate.vocabulary.traffic;

/** Why a certificate was not accepted. */
public enum CertificateFlaw {
  EXPIRED("the certificate has expired"),
  NOT_YET_VALID("the certificate is not valid yet"),
  WRONG_NAME("the certificate is for another name"),
  SELF_SIGNED("the certificate is signed by its own key"),
  UNKNOWN_AUTHORITY("the certificate comes from an authority that is not trusted"),
  MISSING_INTERMEDIATE("what links the certificate to an authority was not shown"),
  CHAIN_TOO_LONG("the chain of certificates is too long"),
  WRONG_USAGE("the certificate may not be used for this"),
  WEAK("the certificate has a key or a signature that is too weak"),
  REVOKED("the certificate was taken back by its authority"),
  BROKEN("the certificate does not hold together");

  private final String says;

  CertificateFlaw(String says) {
    this.says = says;
  }

  /** A clause for people. */
  public String says() {
    return says;
  }
}
