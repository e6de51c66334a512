package dev.goodgate.gateway.listen;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import dev.goodgate.gateway.preface.Ends;
import dev.goodgate.gateway.preface.PrefaceReader;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.memory.Block;
import dev.goodgate.vocabulary.plan.Trusted;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Defect;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The beginning of a connection that a gateway in front passes on: it says who the client is, by
 * the PROXY protocol, in the time that a head may take. Only those whose word is taken may; and
 * whoever may has to, or any client of theirs could say it instead.
 */
final class ProxyGreeting implements Conversation {
  private static final int SAMPLE = 16;

  private final ClientConnection connection;
  private final Trusted introducers;
  private final PrefaceReader reader = new PrefaceReader();
  private final long began;
  private @Nullable Block heard;

  ProxyGreeting(ClientConnection connection, Trusted introducers) {
    this.connection = connection;
    this.introducers = introducers;
    this.began = connection.loop().now();
  }

  @Override
  public void begin() {
    if (!connection.isWelcome()) {
      connection.beginAnew(0); // it is sent away, whoever it is
    } else if (!introducers.holds(connection.address())) {
      refuse(Symptom.DENIED, new Detail.Wrong(Defect.UNTRUSTED_PREFACE, ""));
    } else {
      Loop loop = connection.loop();
      connection.timer().set(loop.now() + patience().toNanos());
      hear();
    }
  }

  @Override
  public void ready() {
    hear();
  }

  private void hear() {
    Loop loop = connection.loop();
    MemorySegment scratch = loop.scratch();
    while (true) {
      int have = heard == null ? 0 : heard.length();
      int most = PrefaceReader.MAX + 1 - have;
      int count = connection.duplex().receive(scratch, Loop.HEADROOM + have, most);
      if (count == Duplex.AGAIN) {
        return;
      }
      if (count < 0) {
        connection.close(); // a check of its health, most often
        return;
      }
      if (heard != null) {
        MemorySegment.copy(heard.memory(), 0, scratch, Loop.HEADROOM, have);
        end();
      }
      if (understand(scratch, have + count)) {
        return;
      }
    }
  }

  /** Whether nothing more has to be heard. */
  private boolean understand(MemorySegment scratch, int have) {
    byte[] bytes = connection.bench().headBytes();
    MemorySegment.copy(scratch, JAVA_BYTE, Loop.HEADROOM, bytes, 0, have);
    int length = reader.read(bytes, have);
    if (length == PrefaceReader.INCOMPLETE) {
      Block block = connection.loop().blocks().borrow(have);
      block.append(scratch, Loop.HEADROOM, have);
      heard = block;
      return false;
    }
    if (length == PrefaceReader.MALFORMED) {
      String sample = HexFormat.ofDelimiter(" ").formatHex(bytes, 0, Math.min(have, SAMPLE));
      refuse(Symptom.MALFORMED, new Detail.Wrong(Defect.BAD_PREFACE, sample));
      return true;
    }
    Ends told = reader.ends();
    if (told != null) {
      connection.introduced(told);
    }
    int rest = have - length;
    MemorySegment.copy(scratch, Loop.HEADROOM + length, scratch, Loop.HEADROOM, rest);
    connection.beginAnew(rest);
    return true;
  }

  /** In HTTP, where that is spoken here; within TLS nothing can be said yet. */
  private void refuse(Symptom symptom, Detail detail) {
    Failure failure = new Failure(Phase.PROXY_PREFACE, Actor.CLIENT, symptom, detail);
    if (connection.isSecured()) {
      connection.bench().tellOf(connection.address(), failure);
      connection.close();
    } else {
      end();
      connection.turnTo(new Http1Conversation(connection, failure), connection.duplex());
    }
  }

  @Override
  public void onTime() {
    if (heard == null) {
      connection.close();
    } else {
      refuse(Symptom.TIMED_OUT, new Detail.Waited("limits.head-timeout", patience()));
    }
  }

  private Duration patience() {
    return connection.bench().limits().headTimeout();
  }

  @Override
  public void lost() {}

  /** A place is not kept for one who is slow to say for whom it comes. */
  @Override
  public long givesWayFrom() {
    return began + SLOW_NANOS;
  }

  @Override
  public void giveWay() {
    connection.close();
  }

  @Override
  public void drain() {}

  @Override
  public void closeIfIdle() {
    connection.close();
  }

  @Override
  public void end() {
    if (heard != null) {
      connection.loop().blocks().giveBack(heard);
      heard = null;
    }
  }
}
