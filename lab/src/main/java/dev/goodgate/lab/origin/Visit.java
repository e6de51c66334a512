package dev.goodgate.lab.origin;

import dev.goodgate.lab.fault.Asked;
import dev.goodgate.lab.fault.Script;
import dev.goodgate.lab.socket.Connection;
import dev.goodgate.vocabulary.time.NanoClock;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** One connection, from its coming to its going, on a thread of its own. */
final class Visit implements Runnable {
  private final String origin;
  private final int connection;
  private final Connection open;
  private final Line line;
  private final Supplier<Playlist> playing;
  private final NanoClock sinceStart;
  private final Consumer<Sighting> watcher;

  Visit(
      ScriptedOrigin.Identity identity, int connection, Connection open, Supplier<Playlist> playing)
      throws IOException {
    this.origin = identity.name();
    this.sinceStart = identity.sinceStart();
    this.watcher = identity.watcher();
    this.connection = connection;
    this.open = open;
    this.line =
        new Line(
            open, what -> watcher.accept(new Sighting.Did(connection, sinceStart.nanos(), what)));
    this.playing = playing;
  }

  @Override
  public void run() {
    watcher.accept(new Sighting.Came(connection, sinceStart.nanos(), open.from()));
    RequestInput in = new RequestInput(line.in(), open.resetsByUnreadBytes());
    String how;
    try (open) {
      how = serve(in);
    } catch (SocketTimeoutException nothingCame) {
      how = "closed: nothing came for too long";
    } catch (IOException broken) {
      how = line.isEnded() ? "closed by its origin" : "broken: " + broken.getMessage();
    } catch (InterruptedException stopped) {
      how = "closed by its origin";
    }
    watcher.accept(
        new Sighting.Gone(connection, sinceStart.nanos(), in.received(), line.sent(), how));
  }

  /** Ends the connection from another thread: silently, as when a process dies. */
  void end() {
    line.end();
  }

  private String serve(RequestInput in) throws IOException, InterruptedException {
    Optional<Script> atOnce = playing.get().onAccept();
    if (atOnce.isPresent()) {
      line.leave(atOnce.get().finish(), in);
      return "done";
    }
    Talk talk =
        switch (Language.of(line.in())) {
          // The talks of the others are not here yet: what they say is read as a request.
          case TLS, HTTP2, FASTCGI, HTTP1 -> new Http1Talk(line, in, this::asked, this::choose);
        };
    return talk.hold();
  }

  private Asked asked(int number, String head) {
    return new Asked(origin, connection, number, head);
  }

  private Playlist.Chosen choose(Asked asked) {
    Playlist.Chosen chosen = playing.get().forRequest(asked);
    watcher.accept(new Sighting.Read(connection, sinceStart.nanos(), asked, chosen.name()));
    return chosen;
  }
}
