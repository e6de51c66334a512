package dev.goodgate.lab.road;

import dev.goodgate.lab.menu.Menu;

/**
 * Something made to go wrong on purpose with packets, by the kernel itself. {@code port} is that of
 * the endpoint, 0 is every port. Where the catalogue of causes has a name for it, {@link #MENU}
 * calls it by that name.
 */
public sealed interface RoadFault {
  int MIN_MTU = 576;

  Menu<RoadFault> MENU = new Menu<>(RoadKinds.all());

  /** THERE is from the near end, where the gateway is, to the far end. */
  enum Way {
    THERE,
    BACK,
    BOTH
  }

  /** What is said to who is turned away. */
  enum Refusal {
    RESET,
    PORT_UNREACHABLE,
    HOST_UNREACHABLE,
    NET_UNREACHABLE,
    HOST_PROHIBITED,
    NET_PROHIBITED,
    ADMIN_PROHIBITED
  }

  /** Where it is noticed that nobody has the address. */
  enum Noticed {
    NOWHERE,
    NEAR_END,
    ROUTER
  }

  record Clear() implements RoadFault {}

  record DropsSyn(int port) implements RoadFault {
    public DropsSyn {
      checkPort(port);
    }
  }

  /** Once so many bytes of a connection, with their headers, have passed that way. */
  record DropsWay(Way way, long after) implements RoadFault {}

  record Rejects(Refusal with, int port) implements RoadFault {
    public Rejects {
      checkPort(port);
    }
  }

  record FarEndDown(Noticed where) implements RoadFault {}

  record NoRoute(Noticed where) implements RoadFault {
    public NoRoute {
      if (where == Noticed.NOWHERE) {
        throw new IllegalArgumentException("somebody notices that there is no route");
      }
    }
  }

  /** Only IPv4 leads to the far end. */
  record NoIpv6() implements RoadFault {}

  /** Larger packets than that are dropped in the middle, and nobody is told. */
  record BlackHole(int mtu) implements RoadFault {
    public BlackHole {
      if (mtu < MIN_MTU || mtu > 1_500) {
        throw new IllegalArgumentException("an MTU of " + MIN_MTU + " to 1500");
      }
    }
  }

  record LosesSome(Way way, int percent) implements RoadFault {
    public LosesSome {
      if (percent < 0 || percent > 100) {
        throw new IllegalArgumentException(percent + " percent");
      }
    }
  }

  record Doubles() implements RoadFault {}

  /** So many connections are tracked; packets of new ones are dropped. */
  record TableFull(int connections) implements RoadFault {
    public TableFull {
      checkCount(connections);
    }
  }

  /** The near end has so many ports to connect from. */
  record FewPorts(int ports) implements RoadFault {
    public FewPorts {
      checkCount(ports);
    }
  }

  /** All connections of the near end share so many ports of the router's. */
  record FewNatPorts(int ports) implements RoadFault {
    public FewNatPorts {
      checkCount(ports);
    }
  }

  /** A connection that is idle for so many seconds is forgotten; it is reset then, or not. */
  record ForgetsIdle(int seconds, boolean silent) implements RoadFault {
    public ForgetsIdle {
      checkCount(seconds);
    }
  }

  private static void checkPort(int port) {
    if (port < 0 || port > 65_535) {
      throw new IllegalArgumentException("port " + port);
    }
  }

  private static void checkCount(int count) {
    if (count < 1 || count > 10_000) {
      throw new IllegalArgumentException("a count of " + count + ": 1 to 10000");
    }
  }
}
