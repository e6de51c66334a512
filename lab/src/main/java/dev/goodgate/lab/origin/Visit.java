package dev.goodgate.lab.origin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.lab.fault.Asked;
import dev.goodgate.lab.fault.Script;
import dev.goodgate.lab.fault.Script.Act;
import dev.goodgate.lab.fault.Script.Finish;
import dev.goodgate.vocabulary.time.NanoClock;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One connection: reads its requests and acts the script of each. Runs on a thread of its own. */
final class Visit implements Runnable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration GOODBYE = Duration.ofSeconds(2);

  private final String origin;
  private final int connection;
  private final Socket socket;
  private final Supplier<Playlist> playing;
  private final NanoClock sinceStart;
  private final Consumer<Sighting> watcher;
  private final CountDownLatch ended = new CountDownLatch(1);
  private long sent;

  Visit(
      ScriptedOrigin.Identity identity, int connection, Socket socket, Supplier<Playlist> playing) {
    this.origin = identity.name();
    this.sinceStart = identity.sinceStart();
    this.watcher = identity.watcher();
    this.connection = connection;
    this.socket = socket;
    this.playing = playing;
  }

  @Override
  public void run() {
    watcher.accept(
        new Sighting.Came(
            connection, sinceStart.nanos(), String.valueOf(socket.getRemoteSocketAddress())));
    RequestInput in = null;
    String how = "closed";
    try (socket) {
      socket.setTcpNoDelay(true);
      in = new RequestInput(socket.getInputStream());
      how = serve(in);
    } catch (SocketTimeoutException nothingCame) {
      how = "closed: nothing came for too long";
    } catch (IOException broken) {
      how = ended.getCount() == 0 ? "closed by its origin" : "broken: " + broken.getMessage();
    } catch (InterruptedException stopped) {
      how = "closed by its origin";
    }
    watcher.accept(
        new Sighting.Gone(
            connection, sinceStart.nanos(), in == null ? 0 : in.received(), sent, how));
  }

  /** Ends the connection from another thread: silently, as when a process dies. */
  void end() {
    ended.countDown();
    try {
      socket.close();
    } catch (IOException alreadyClosed) {
      // It is gone either way.
    }
  }

  private String serve(RequestInput in) throws IOException, InterruptedException {
    Optional<Script> atOnce = playing.get().onAccept();
    if (atOnce.isPresent()) {
      return leave(atOnce.get().finish(), in);
    }
    Duration idle = PATIENCE;
    for (int number = 1; ; number++) {
      socket.setSoTimeout(Math.toIntExact(idle.toMillis()));
      Optional<String> head = in.head();
      if (head.isEmpty()) {
        return "closed by the other side";
      }
      Asked asked = new Asked(origin, connection, number, head.get());
      Playlist.Chosen chosen = playing.get().forRequest(asked);
      watcher.accept(new Sighting.Read(connection, sinceStart.nanos(), asked, chosen.name()));
      Script script = Script.of(chosen.fault(), asked);
      socket.setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
      for (Act act : script.acts()) {
        perform(act, asked, in);
      }
      if (!(script.finish() instanceof Finish.Next(Optional<Duration> limit))) {
        return leave(script.finish(), in);
      }
      idle = limit.orElse(PATIENCE);
    }
  }

  private void perform(Act act, Asked asked, RequestInput in)
      throws IOException, InterruptedException {
    switch (act) {
      case Act.Send(String bytes) -> {
        write(bytes);
        did("sent " + bytes.length() + " bytes");
      }
      case Act.Wait(Duration span) -> {
        rest(span);
        did("waited " + span.toMillis() + " ms");
      }
      case Act.ReadBody(long limit) -> {
        if (asked.field("expect").filter("100-continue"::equalsIgnoreCase).isPresent()) {
          write("HTTP/1.1 100 Continue\r\n\r\n");
        }
        long taken = in.body(asked, limit);
        if (taken > 0) {
          did("read a body of " + taken + " bytes");
        }
      }
    }
  }

  private String leave(Finish finish, RequestInput in) throws IOException, InterruptedException {
    switch (finish) {
      case Finish.Next next -> throw new IllegalStateException("does not leave: " + next);
      case Finish.Drop() -> did("drops the connection");
      case Finish.Reset() -> {
        socket.setSoLinger(true, 0);
        did("resets the connection");
      }
      case Finish.Close() -> {
        did("closes the connection");
        socket.shutdownOutput();
        goodbye(in);
      }
      case Finish.Stall(boolean reading) -> {
        did("stalls");
        if (reading) {
          in.drain();
        } else {
          rest(PATIENCE);
        }
      }
    }
    return "done";
  }

  /** Unread bytes would turn the close into a reset, so they are read, for a while. */
  private void goodbye(RequestInput in) throws IOException {
    socket.setSoTimeout(Math.toIntExact(GOODBYE.toMillis()));
    try {
      in.drain();
    } catch (SocketTimeoutException longEnough) {
      did("waited in vain for the other side to close");
    }
  }

  private void write(String bytes) throws IOException {
    socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
    sent += bytes.length();
  }

  /** Waits, unless the origin ends the connection first. */
  private void rest(Duration span) throws IOException, InterruptedException {
    if (ended.await(span.toNanos(), TimeUnit.NANOSECONDS)) {
      throw new IOException("ended");
    }
  }

  private void did(String what) {
    watcher.accept(new Sighting.Did(connection, sinceStart.nanos(), what));
  }
}
