package dev.goodgate.lab.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.lab.fault.Asked;
import dev.goodgate.lab.fault.Fault;
import dev.goodgate.lab.fault.Script.Act;
import dev.goodgate.lab.fault.Script.Antic;
import dev.goodgate.lab.socket.Connection;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Acts what a script says, on one line. */
final class Stage {
  private static final int PIECE = 8 * 1024;

  private final Line line;
  private final RequestInput in;
  private final House house;

  Stage(Line line, RequestInput in, House house) {
    this.line = line;
    this.in = in;
    this.house = house;
  }

  Line line() {
    return line;
  }

  RequestInput in() {
    return in;
  }

  void perform(Act act, Asked request) throws IOException, InterruptedException {
    switch (act) {
      case Act.Send(String bytes) -> {
        line.write(bytes);
        line.did("sent " + bytes.length() + " bytes");
      }
      case Act.Wait(Duration span) -> {
        line.rest(span);
        line.did("waited " + span.toMillis() + " ms");
      }
      case Act.ReadBody(long limit) -> {
        if (request.field("expect").filter("100-continue"::equalsIgnoreCase).isPresent()) {
          line.write("HTTP/1.1 100 Continue\r\n\r\n");
        }
        long taken = in.body(request, limit);
        if (taken > 0) {
          line.did("read a body of " + taken + " bytes");
        }
      }
      case Antic antic -> perform(antic, request);
    }
  }

  private void perform(Antic antic, Asked request) throws IOException, InterruptedException {
    switch (antic) {
      case Antic.Drip(String bytes, int piece, Duration pause) -> drip(bytes, piece, pause);
      case Antic.Repeat(String piece, int times, Duration pause) -> repeat(piece, times, pause);
      case Antic.ReadSlowly(int piece, Duration pause) -> {
        long taken = 0;
        for (long left = in.announced(request); left > 0; left -= piece) {
          line.rest(pause);
          taken += in.skip(Math.min(left, piece));
        }
        line.did("slowly read a body of " + taken + " bytes");
      }
      case Antic.Work(int workers, Duration span) -> work(house.workers(workers), span);
      case Antic.AwaitRunning(Duration every, Duration pause) -> {
        Duration into = Duration.ofNanos(house.sinceStart().toNanos() % every.toNanos());
        if (into.compareTo(pause) < 0) {
          line.did("stands still");
          line.rest(pause.minus(into));
        }
      }
      case Antic.Forward(String host, int port) ->
          forward(new InetSocketAddress(host, port), request);
      case Antic.HalfClose() -> line.halfClose();
      case Antic.Urge(int urgent) -> line.urge(urgent);
      case Antic.Die(Duration refusing, Duration closing) -> {
        line.did("dies");
        house.die(refusing, closing);
      }
    }
  }

  private void drip(String bytes, int piece, Duration pause)
      throws IOException, InterruptedException {
    for (int at = 0; at < bytes.length(); at += piece) {
      if (at > 0 && pause.isPositive()) {
        line.rest(pause);
      }
      line.write(bytes.substring(at, Math.min(bytes.length(), at + piece)));
    }
    line.did("sent " + bytes.length() + " bytes in pieces of " + piece);
  }

  private void repeat(String piece, int times, Duration pause)
      throws IOException, InterruptedException {
    long limit = times == 0 ? Fault.FLOOD / Math.max(1, piece.length()) : times;
    line.did("sends " + piece.length() + " bytes " + limit + " times");
    for (long count = 0; count < limit; count++) {
      if (pause.isPositive()) {
        line.rest(pause);
      }
      line.write(piece);
    }
  }

  private void work(Semaphore workers, Duration span) throws IOException, InterruptedException {
    if (!workers.tryAcquire(Line.PATIENCE.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IOException("no worker came free");
    }
    try {
      line.rest(span);
      line.did("worked " + span.toMillis() + " ms");
    } finally {
      workers.release();
    }
  }

  /** One request on a connection of its own: its end is the end of the reply. */
  private void forward(InetSocketAddress to, Asked request) throws IOException {
    try (Connection next = Connection.open(to, Line.PATIENCE)) {
      line.beside(next);
      String head = request.head().replaceFirst("\r\n", "\r\nConnection: close\r\n");
      next.out().write(head.getBytes(ISO_8859_1));
      line.did("asked " + to + " the same");
      byte[] piece = new byte[PIECE];
      for (int count = next.in().read(piece); count >= 0; count = next.in().read(piece)) {
        line.write(new String(piece, 0, count, ISO_8859_1));
      }
    } catch (IOException failed) {
      line.did("could not pass it on: " + failed.getMessage());
    }
  }
}
