package dev.goodgate.lab.handshake;

import dev.goodgate.lab.tls.TlsConduct;
import java.io.IOException;
import java.io.OutputStream;

/** The records of the server's side of a handshake, on their way to the client. */
final class Flight {
  private static final int ALERT = 21;
  private static final int PLAIN_ALERT_SIZE = 7;

  private final OutputStream out;
  private final TlsConduct conduct;
  private final TlsEndpoint.Pause pause;
  private long sent;

  Flight(OutputStream out, TlsConduct conduct, TlsEndpoint.Pause pause) {
    this.out = out;
    this.conduct = conduct;
    this.pause = pause;
  }

  /** Whether there may be more. */
  boolean send(byte[] record) throws IOException, InterruptedException {
    if (conduct instanceof TlsConduct.EndsInHandshake ends) {
      int part = (int) Math.min(record.length, ends.after() - sent);
      out.write(record, 0, part);
      sent += part;
      return sent < ends.after();
    }
    if (conduct instanceof TlsConduct.SlowHandshake slow) {
      for (int at = 0; at < record.length; ) {
        int part = (int) Math.min(record.length - at, slow.piece());
        pause.rest(slow.delay());
        out.write(record, at, part);
        at += part;
      }
      return true;
    }
    amend(record);
    return true;
  }

  /** An alert that is not encrypted yet says what the conduct wants it to say. */
  void amend(byte[] record) throws IOException {
    if (conduct instanceof TlsConduct.RejectsClientCertificate rejects
        && record.length == PLAIN_ALERT_SIZE
        && record[0] == ALERT) {
      record[PLAIN_ALERT_SIZE - 1] = (byte) rejects.alert();
    }
    out.write(record);
  }
}
