package dev.goodgate.lab.handshake;

import java.math.BigInteger;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.NoSuchProviderException;
import java.security.Principal;
import java.security.PublicKey;
import java.security.SignatureException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.util.Date;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A sound certificate that goes over the wire with one byte changed, so that nobody can read it:
 * its serial number is no number. Whoever shows it does not notice.
 */
final class Undecodable extends X509Certificate {
  private static final long serialVersionUID = 1;

  /** Behind the heads of two sequences of more than 255 bytes, and the version. */
  private static final int SERIAL = 4 + 4 + 5;

  private static final byte INTEGER = 2;
  private static final byte NOTHING = 5;

  private final X509Certificate sound;

  Undecodable(X509Certificate sound) {
    this.sound = sound;
  }

  @Override
  public byte[] getEncoded() throws CertificateEncodingException {
    byte[] encoded = sound.getEncoded();
    if (encoded[SERIAL] != INTEGER) {
      throw new CertificateEncodingException("the serial number stands elsewhere");
    }
    encoded[SERIAL] = NOTHING;
    return encoded;
  }

  @Override
  public String toString() {
    return "undecodable: " + sound;
  }

  @Override
  public void checkValidity() throws CertificateExpiredException, CertificateNotYetValidException {
    sound.checkValidity();
  }

  @Override
  public void checkValidity(Date date)
      throws CertificateExpiredException, CertificateNotYetValidException {
    sound.checkValidity(date);
  }

  @Override
  public int getVersion() {
    return sound.getVersion();
  }

  @Override
  public BigInteger getSerialNumber() {
    return sound.getSerialNumber();
  }

  @Override
  @SuppressWarnings("deprecation") // it has to be there
  public Principal getIssuerDN() {
    return sound.getIssuerDN();
  }

  @Override
  @SuppressWarnings("deprecation") // it has to be there
  public Principal getSubjectDN() {
    return sound.getSubjectDN();
  }

  @Override
  public Date getNotBefore() {
    return sound.getNotBefore();
  }

  @Override
  public Date getNotAfter() {
    return sound.getNotAfter();
  }

  @Override
  public byte[] getTBSCertificate() throws CertificateEncodingException {
    return sound.getTBSCertificate();
  }

  @Override
  public byte[] getSignature() {
    return sound.getSignature();
  }

  @Override
  public String getSigAlgName() {
    return sound.getSigAlgName();
  }

  @Override
  public String getSigAlgOID() {
    return sound.getSigAlgOID();
  }

  @Override
  public byte @Nullable [] getSigAlgParams() {
    return sound.getSigAlgParams();
  }

  @Override
  public boolean @Nullable [] getIssuerUniqueID() {
    return sound.getIssuerUniqueID();
  }

  @Override
  public boolean @Nullable [] getSubjectUniqueID() {
    return sound.getSubjectUniqueID();
  }

  @Override
  public boolean @Nullable [] getKeyUsage() {
    return sound.getKeyUsage();
  }

  @Override
  public int getBasicConstraints() {
    return sound.getBasicConstraints();
  }

  @Override
  public void verify(PublicKey key)
      throws CertificateException,
          NoSuchAlgorithmException,
          InvalidKeyException,
          NoSuchProviderException,
          SignatureException {
    sound.verify(key);
  }

  @Override
  public void verify(PublicKey key, String provider)
      throws CertificateException,
          NoSuchAlgorithmException,
          InvalidKeyException,
          NoSuchProviderException,
          SignatureException {
    sound.verify(key, provider);
  }

  @Override
  public PublicKey getPublicKey() {
    return sound.getPublicKey();
  }

  @Override
  public boolean hasUnsupportedCriticalExtension() {
    return sound.hasUnsupportedCriticalExtension();
  }

  @Override
  public @Nullable Set<String> getCriticalExtensionOIDs() {
    return sound.getCriticalExtensionOIDs();
  }

  @Override
  public @Nullable Set<String> getNonCriticalExtensionOIDs() {
    return sound.getNonCriticalExtensionOIDs();
  }

  @Override
  public byte @Nullable [] getExtensionValue(String oid) {
    return sound.getExtensionValue(oid);
  }
}
