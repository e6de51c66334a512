package dev.goodgate.lab.handshake;

import dev.goodgate.lab.tls.TlsConduct.Damage;

/** Spoils a record, RFC 8446 5.1. */
final class Damaged {
  private Damaged() {}

  /** {@code plain} is what was to be sent, {@code record} the good record of it. */
  static byte[] record(Damage what, byte[] record, byte[] plain) {
    byte[] spoilt = record.clone();
    switch (what) {
      case MAC -> spoilt[spoilt.length - 1] ^= 1;
      case TYPE -> spoilt[0] = 99;
      case LENGTH -> {
        spoilt[3] = (byte) 0xff;
        spoilt[4] = (byte) 0xff;
      }
      case UNENCRYPTED -> {
        return plain;
      }
    }
    return spoilt;
  }
}
