package dev.goodgate.gateway.listen;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.gateway.tls.SecureDuplex;
import dev.goodgate.gateway.tls.hello.ClientHello;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.kernel.Kernel;
import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import dev.goodgate.vocabulary.traffic.TlsAlert;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of TLS with a client: hears its hello, shows it the certificate that suits it, and
 * when both are agreed hands over to what they agreed to speak. All of it must happen in the time
 * that a head may take.
 */
final class TlsGreeting implements Conversation {
  /** A record with a fatal alert: RFC 8446 5.1, 6. */
  private static final byte[] NO_PROTOCOL = {21, 3, 3, 0, 2, 2, TlsAlert.NO_APPLICATION_PROTOCOL};

  private static final int LONGEST_OFFER = 100;

  private final ClientConnection connection;
  private final Secured secured;
  private final Duplex socket;
  private final int have;
  private @Nullable Block heard;
  private @Nullable SecureDuplex secure;
  private long began;

  TlsGreeting(ClientConnection connection, Secured secured) {
    this(connection, secured, 0);
  }

  /** The first {@code have} bytes stand where received bytes do. */
  TlsGreeting(ClientConnection connection, Secured secured, int have) {
    this.connection = connection;
    this.have = have;
    this.secured = secured;
    this.socket = connection.duplex();
  }

  @Override
  public void begin() {
    if (!connection.isWelcome()) {
      connection.close(); // a handshake is too dear for saying no
      return;
    }
    began = connection.loop().now();
    long limit = connection.bench().limits().headTimeout().toNanos();
    connection.timer().set(began + limit);
    Loop loop = connection.loop();
    if (have == 0 || !understand(loop, loop.scratch(), have)) {
      hear();
    }
  }

  @Override
  public void ready() {
    if (secure == null) {
      hear();
    } else {
      greet(secure);
    }
  }

  /** Receives until the hello is whole. */
  private void hear() {
    Loop loop = connection.loop();
    MemorySegment scratch = loop.scratch();
    while (true) {
      int have = heard == null ? 0 : heard.length();
      int count = socket.receive(scratch, Loop.HEADROOM + have, ClientHello.LONGEST + 1 - have);
      if (count == Duplex.AGAIN) {
        return;
      }
      if (count < 0) {
        leave(have == 0 ? null : gone(count == Duplex.END));
        return;
      }
      if (heard != null) {
        MemorySegment.copy(heard.memory(), 0, scratch, Loop.HEADROOM, have);
        forget();
      }
      if (understand(loop, scratch, have + count)) {
        return;
      }
    }
  }

  /** Whether nothing more has to be heard. */
  private boolean understand(Loop loop, MemorySegment scratch, int have) {
    int first = scratch.get(JAVA_BYTE, Loop.HEADROOM) & 0xff;
    if (!isRecord(first)) {
      refuse(first);
      return true;
    }
    ClientHello hello = ClientHello.in(scratch, Loop.HEADROOM, have).orElse(null);
    if (hello == null) {
      Block block = loop.blocks().borrow(have);
      block.append(scratch, Loop.HEADROOM, have);
      heard = block;
      return false;
    }
    if (!secured.certificates().agreeWith(hello)) {
      turnAway(hello);
      return true;
    }
    SecureDuplex over =
        new SecureDuplex(
            socket, secured.certificates().lend(hello), secured.buffers(), Actor.CLIENT);
    over.begin(scratch, Loop.HEADROOM, have);
    secure = over;
    greet(over);
    return true;
  }

  /** Who speaks HTTP is told in HTTP that this is not the place; others are told nothing. */
  private void refuse(int first) {
    boolean http = first >= 'A' && first <= 'Z';
    Failure failure =
        new Failure(
            Phase.TLS,
            Actor.CLIENT,
            Symptom.MALFORMED,
            new Detail.Wrong(http ? Defect.HTTP_WITHOUT_TLS : Defect.NOT_TLS, ""));
    if (http) {
      connection.turnTo(new Http1Conversation(connection, failure), socket);
    } else {
      leave(failure);
    }
  }

  /** RFC 7301 3.2; an engine would go on as if nothing had been offered. */
  private void turnAway(ClientHello hello) {
    String offered = String.join(", ", hello.protocols()).replaceAll("[^ -~]", "?");
    String shown = offered.substring(0, Math.min(offered.length(), LONGEST_OFFER));
    connection
        .bench()
        .tellOf(
            connection.address(),
            new Failure(
                Phase.TLS,
                Actor.CLIENT,
                Symptom.HANDSHAKE_REJECTED,
                new Detail.Refusal("the client offers only " + shown + ", not spoken here")));
    MemorySegment scratch = connection.loop().scratch();
    MemorySegment.copy(NO_PROTOCOL, 0, scratch, JAVA_BYTE, Loop.HEADROOM, NO_PROTOCOL.length);
    int _ = socket.send(scratch, Loop.HEADROOM, NO_PROTOCOL.length);
    connection.sayFarewell();
  }

  private void greet(SecureDuplex over) {
    int result = over.finishConnect();
    if (result == 0) {
      secure = null;
      connection.turnTo(next(over), over);
    } else if (result != Kernel.AGAIN) {
      leave(over.trouble());
    }
  }

  /** What is spoken from now on: the one place that knows what may be agreed on. */
  private Conversation next(SecureDuplex over) {
    return switch (over.protocol()) {
      case "h2" ->
          new Http2Conversation(
              connection, connection.desk(), connection.loop().scratch().asSlice(0, 0));
      default -> new Http1Conversation(connection, null);
    };
  }

  private static Failure gone(boolean orderly) {
    return Failure.of(Phase.TLS, Actor.CLIENT, orderly ? Symptom.CLOSED_EARLY : Symptom.RESET);
  }

  /** It is told of, unless there is nothing to tell: a client who has said nothing and left. */
  private void leave(@Nullable Failure failure) {
    if (failure != null) {
      connection.bench().tellOf(connection.address(), failure);
    }
    if (failure == null || secure == null || isGone(failure)) {
      connection.close();
    } else {
      connection.sayFarewell(); // an alert is on its way
    }
  }

  /** Of whichever kind (RFC 8446 5.1): what is no hello, an engine refuses. */
  private static boolean isRecord(int first) {
    return first >= 20 && first <= 24;
  }

  private static boolean isGone(Failure failure) {
    return failure.symptom() == Symptom.CLOSED_EARLY || failure.symptom() == Symptom.RESET;
  }

  @Override
  public void onTime() {
    if (heard == null && secure == null) {
      connection.close();
    } else {
      leave(
          new Failure(
              Phase.TLS,
              Actor.CLIENT,
              Symptom.TIMED_OUT,
              new Detail.Waited("limits.head-timeout", connection.bench().limits().headTimeout())));
    }
  }

  @Override
  public void lost() {}

  /** A place is not kept for one who is slow to greet. */
  @Override
  public long givesWayFrom() {
    return began + SLOW_NANOS;
  }

  @Override
  public void giveWay() {
    leave(
        new Failure(
            Phase.TLS,
            Actor.CLIENT,
            Symptom.TIMED_OUT,
            new Detail.Limit("limits.connections", connection.bench().limits().connections())));
  }

  @Override
  public void closeIfIdle() {
    connection.close();
  }

  @Override
  public void end() {
    forget();
    if (secure != null) {
      secure.abandon();
      secure = null;
    }
  }

  private void forget() {
    if (heard != null) {
      connection.loop().blocks().giveBack(heard);
      heard = null;
    }
  }
}
