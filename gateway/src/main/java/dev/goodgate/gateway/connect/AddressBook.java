package dev.goodgate.gateway.connect;

import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.traffic.Actor;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Failure;
import dev.goodgate.vocabulary.traffic.Phase;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Knows the addresses of endpoints. Numbers and paths are known at once; a name is looked up on a
 * virtual thread, again and again, and an answer that was good stays in use while no better one
 * comes. Event loops read immutable lists and never wait.
 */
public final class AddressBook implements AutoCloseable {
  private static final Duration REFRESH = Duration.ofSeconds(30);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(1);

  private final CountDownLatch closed = new CountDownLatch(1);

  /** An endpoint's addresses as they are known now. */
  public static final class Entry {
    /** More are not tried: a name may come with thousands. */
    static final int MAX_ADDRESSES = 64;

    private static final Failure NOT_YET = failure("", "no answer");

    private final AtomicInteger turns = new AtomicInteger();
    private final CountDownLatch lookedUp = new CountDownLatch(1);
    private volatile List<SocketAddress> addresses = List.of();
    private volatile Failure failure = NOT_YET;

    private Entry() {}

    /** An entry that is known at once. */
    static Entry of(List<SocketAddress> addresses) {
      Entry entry = new Entry();
      entry.become(addresses);
      return entry;
    }

    List<SocketAddress> addresses() {
      return addresses;
    }

    /** Why there are none. */
    Failure failure() {
      return failure;
    }

    /** Which of {@code count} addresses is next. */
    int turn(int count) {
      return count <= 1 ? 0 : Math.floorMod(turns.getAndIncrement(), count);
    }

    private void become(List<SocketAddress> found) {
      addresses = List.copyOf(found.subList(0, Math.min(found.size(), MAX_ADDRESSES)));
      lookedUp.countDown();
    }

    private void fail(Failure why) {
      failure = why;
      lookedUp.countDown();
    }

    private static Failure failure(String name, String answer) {
      return new Failure(
          Phase.RESOLVE, Actor.NETWORK, Symptom.UNRESOLVED, new Detail.Lookup(name, answer));
    }
  }

  /** The entry of an endpoint; waits at most {@code patience} for the first answer about a name. */
  public Entry entry(Endpoint.Address address, Duration patience) {
    Entry entry = new Entry();
    switch (address) {
      case Endpoint.Address.Unix(String path) ->
          entry.become(List.of(UnixDomainSocketAddress.of(path)));
      case Endpoint.Address.Tcp(var hostPort) -> {
        InetAddress number = number(hostPort.host());
        if (number != null) {
          entry.become(List.of(new InetSocketAddress(number, hostPort.port())));
        } else {
          Thread.ofVirtual()
              .name("lookup " + hostPort.host())
              .start(() -> keepLookingUp(entry, hostPort.host(), hostPort.port()));
          boolean _ = await(entry.lookedUp, patience);
        }
      }
    }
    return entry;
  }

  private static boolean await(CountDownLatch latch, Duration patience) {
    try {
      return latch.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return true;
    }
  }

  private void keepLookingUp(Entry entry, String name, int port) {
    Duration pause;
    do {
      pause = REFRESH;
      try {
        entry.become(
            Arrays.stream(InetAddress.getAllByName(name))
                .map(found -> (SocketAddress) new InetSocketAddress(found, port))
                .toList());
      } catch (UnknownHostException unknown) {
        entry.fail(Entry.failure(name, answer(unknown)));
        pause = AFTER_FAILURE;
      }
    } while (!await(closed, pause));
  }

  /** The system's resolver tells its reasons in words only. */
  private static String answer(UnknownHostException unknown) {
    String says = String.valueOf(unknown.getMessage());
    if (says.contains("Name or service not known")) {
      return "no such name";
    }
    if (says.contains("No address associated")) {
      return "no address";
    }
    return says.contains("Temporary failure") ? "temporary failure" : "no such name";
  }

  /** Null where it is none: then it is a name, which may or may not be there. */
  private static @Nullable InetAddress number(String host) {
    try {
      return InetAddress.ofLiteral(host);
    } catch (IllegalArgumentException aName) {
      return null;
    }
  }

  @Override
  public void close() {
    closed.countDown();
  }
}
