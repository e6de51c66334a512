package dev.goodgate.lab.handshake;

import dev.goodgate.lab.socket.Connection;
import dev.goodgate.lab.tls.TlsConduct;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;

/**
 * TLS over a connection, the server's side. Every record passes through here on its way out, which
 * is where some of them go wrong.
 */
final class TlsConnection implements Connection {
  private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);
  private static final int HEADER = 5;

  private final Connection below;
  private final SSLEngine engine;
  private final TlsConduct conduct;
  private final InputStream in = new BufferedInputStream(new Plaintext());
  private final OutputStream out = new Records();
  private ByteBuffer received = NOTHING;
  private long sent;

  TlsConnection(Connection below, SSLEngine engine, TlsConduct conduct) {
    this.below = below;
    this.engine = engine;
    this.conduct = conduct;
  }

  /** Whether the handshake came to its end; not where the server breaks it off. */
  boolean shake(TlsEndpoint.Pause pause) throws IOException, InterruptedException {
    Flight flight = new Flight(below.out(), conduct, pause);
    engine.beginHandshake();
    try {
      for (HandshakeStatus next = status(); isBusy(next); next = status()) {
        if (next == HandshakeStatus.NEED_TASK) {
          runTasks();
        } else if (next == HandshakeStatus.NEED_WRAP) {
          if (!flight.send(record(NOTHING))) {
            return false;
          }
        } else if (!takeRecord()) {
          throw new EOFException("closed by the other side in the handshake");
        }
      }
    } catch (SSLException failed) {
      sayWhy(flight);
      throw failed;
    }
    return !(conduct instanceof TlsConduct.EndsInHandshake);
  }

  String agreed() {
    SSLSession session = engine.getSession();
    String protocol = engine.getApplicationProtocol();
    return session.getProtocol()
        + " "
        + session.getCipherSuite()
        + (protocol.isEmpty() ? "" : " for " + protocol);
  }

  @Override
  public InputStream in() {
    return in;
  }

  @Override
  public OutputStream out() {
    return out;
  }

  @Override
  public void patience(Duration span) throws IOException {
    below.patience(span);
  }

  @Override
  public void finish() throws IOException {
    if (!(conduct instanceof TlsConduct.NeverSaysGoodbye)) {
      engine.closeOutbound();
      for (int count = 1; count > 0 && !engine.isOutboundDone(); ) {
        byte[] goodbye = record(NOTHING);
        below.out().write(goodbye);
        count = goodbye.length;
      }
    }
    below.finish();
  }

  @Override
  public void resetOnClose() throws IOException {
    below.resetOnClose();
  }

  /** All bytes of a record are taken together, whatever is read of it. */
  @Override
  public boolean resetsByUnreadBytes() {
    return false;
  }

  @Override
  public void urge(int urgent) throws IOException {
    below.urge(urgent);
  }

  @Override
  public String from() {
    return below.from();
  }

  @Override
  public void close() throws IOException {
    below.close();
  }

  /** The engine tells of a failure first, and makes the alert for it after that. */
  private void sayWhy(Flight flight) throws IOException {
    for (int tries = 0; tries < 2 && status() == HandshakeStatus.NEED_WRAP; tries++) {
      try {
        flight.amend(record(NOTHING));
      } catch (SSLException again) {
        // The same failure, told once more.
      }
    }
  }

  /** False at the end of the stream. */
  private boolean takeRecord() throws IOException {
    byte[] header = below.in().readNBytes(HEADER);
    if (header.length < HEADER) {
      return false;
    }
    int length = ByteBuffer.wrap(header).getShort(3) & 0xffff;
    byte[] record = Arrays.copyOf(header, HEADER + length);
    if (below.in().readNBytes(record, HEADER, length) < length) {
      return false;
    }
    ByteBuffer plain = ByteBuffer.allocate(engine.getSession().getApplicationBufferSize());
    engine.unwrap(ByteBuffer.wrap(record), plain);
    received = plain.flip();
    return true;
  }

  private byte[] record(ByteBuffer of) throws IOException {
    ByteBuffer record = ByteBuffer.allocate(engine.getSession().getPacketBufferSize());
    engine.wrap(of, record);
    return Arrays.copyOf(record.array(), record.position());
  }

  private void runTasks() {
    for (Runnable task = engine.getDelegatedTask(); task != null; ) {
      task.run();
      task = engine.getDelegatedTask();
    }
  }

  private HandshakeStatus status() {
    return engine.getHandshakeStatus();
  }

  private static boolean isBusy(HandshakeStatus status) {
    return status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED;
  }

  /** What the client sends; messages of TLS itself are answered on the way. */
  private final class Plaintext extends InputStream {
    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int at, int wanted) throws IOException {
      while (!received.hasRemaining()) {
        if (engine.isInboundDone() || !takeRecord()) {
          return -1;
        }
        runTasks();
        while (status() == HandshakeStatus.NEED_WRAP) {
          below.out().write(record(NOTHING));
        }
      }
      int count = Math.min(wanted, received.remaining());
      received.get(into, at, count);
      return count;
    }
  }

  /** What the server sends, with one record damaged where that is its conduct. */
  private final class Records extends OutputStream {
    @Override
    public void write(int one) throws IOException {
      write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int at, int length) throws IOException {
      ByteBuffer left = ByteBuffer.wrap(bytes, at, length);
      if (conduct instanceof TlsConduct.SendsBadRecord(TlsConduct.Damage what, long after)
          && sent <= after
          && after < sent + length) {
        int sound = Math.toIntExact(after - sent);
        send(left.slice(left.position(), sound));
        left.position(left.position() + sound);
        byte[] plain = Arrays.copyOfRange(bytes, left.position(), at + length);
        below.out().write(Damaged.record(what, record(left), plain));
      }
      send(left);
      sent += length;
    }

    private void send(ByteBuffer plain) throws IOException {
      while (plain.hasRemaining()) {
        if (engine.isOutboundDone()) {
          throw new IOException("TLS has ended");
        }
        byte[] record = record(plain);
        if (record.length == 0) {
          throw new IOException("TLS waits for the other side, which wants a new handshake");
        }
        below.out().write(record);
      }
    }
  }
}
