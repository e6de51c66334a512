package dev.goodgate.lab.origin;

import dev.goodgate.lab.course.Opening;
import dev.goodgate.lab.fault.Asked;
import dev.goodgate.lab.fault.Fault;
import dev.goodgate.lab.fault.Script;
import dev.goodgate.lab.fault.Script.Act;
import dev.goodgate.lab.fault.Script.Finish;
import dev.goodgate.lab.handshake.Greeting;
import dev.goodgate.lab.handshake.TlsEndpoint;
import dev.goodgate.lab.socket.Connection;
import dev.goodgate.lab.tls.TlsConduct;
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
  private final House house;
  private final Supplier<Playlist> playing;
  private final NanoClock sinceStart;
  private final TlsEndpoint tls;
  private RequestInput in;
  private boolean isSecure;
  private final Consumer<Sighting> watcher;

  Visit(
      ScriptedOrigin.Identity identity,
      int connection,
      Connection open,
      House house,
      Supplier<Playlist> playing)
      throws IOException {
    this.origin = identity.name();
    this.sinceStart = identity.sinceStart();
    this.watcher = identity.watcher();
    this.connection = connection;
    this.open = open;
    this.line =
        new Line(
            open, what -> watcher.accept(new Sighting.Did(connection, sinceStart.nanos(), what)));
    this.house = house;
    this.playing = playing;
    this.tls = identity.tls();
    this.in = new RequestInput(line.in(), open.resetsByUnreadBytes());
  }

  @Override
  public void run() {
    watcher.accept(new Sighting.Came(connection, sinceStart.nanos(), open.from()));
    String how;
    try (open) {
      how = serve();
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

  private String serve() throws IOException, InterruptedException {
    Stage stage = new Stage(line, in, house);
    Optional<Script> atOnce = playing.get().onAccept();
    if (atOnce.isPresent()) {
      for (Act act : atOnce.get().acts()) {
        stage.perform(act, asked(0, ""));
      }
      if (!(atOnce.get().finish() instanceof Finish.Next)) {
        line.leave(atOnce.get().finish(), in);
        return "done";
      }
    }
    Language language = Language.of(line.in());
    if (language == Language.TLS) {
      TlsConduct conduct = playing.get().forHandshake();
      Optional<Finish> over = secure(conduct);
      if (over.isPresent()) {
        line.leave(over.get(), in);
        return "done";
      }
      language = isDeaf(conduct) ? Language.HTTP1 : Language.of(line.in());
    }
    return talk(language, new Stage(line, in, house)).hold();
  }

  /** Absent where the connection goes on through TLS, or else how it is to be left. */
  private Optional<Finish> secure(TlsConduct conduct) throws IOException, InterruptedException {
    Greeting greeting = tls.greet(conduct, open, line::rest);
    line.did("TLS: " + greeting.how());
    return switch (greeting) {
      case Greeting.Over(String _, Finish finish) -> Optional.of(finish);
      case Greeting.Secured(String _, Connection inside) -> {
        line.secure(inside);
        in = new RequestInput(line.in(), inside.resetsByUnreadBytes());
        isSecure = true;
        yield Optional.empty();
      }
    };
  }

  /** Whether it speaks HTTP/1 whatever was agreed on. */
  private static boolean isDeaf(TlsConduct conduct) {
    return conduct.equals(new TlsConduct.WrongProtocol(TlsConduct.Protocol.CLAIMED_H2));
  }

  private Talk talk(Language language, Stage stage) throws IOException {
    return switch (language) {
      // A hello within TLS is as good a request as any.
      case TLS, HTTP1 -> new Http1Talk(stage, in::head, this::asked, this::choose);
      case UWSGI ->
          new Http1Talk(stage, new UwsgiHeads(in.rest())::next, this::asked, this::choose);
      case HTTP2 -> new Http2Talk(stage, begin(), this::asked, this::choose);
      case FASTCGI -> new FastCgiTalk(stage, this::asked, this::choose);
    };
  }

  private Fault begin() {
    Playlist now = playing.get();
    Fault fault = now.first().fault();
    if (Opening.of(fault).finish().isPresent()) {
      now.skip(fault);
    }
    return fault;
  }

  private Asked asked(int number, String head) {
    return new Asked(origin, connection, number, head, number == 0 ? 0 : playing.get().turn());
  }

  private Playlist.Chosen choose(Asked asked) {
    Playlist.Chosen chosen = playing.get().forRequest(asked, isSecure);
    watcher.accept(new Sighting.Read(connection, sinceStart.nanos(), asked, chosen.name()));
    return chosen;
  }
}
