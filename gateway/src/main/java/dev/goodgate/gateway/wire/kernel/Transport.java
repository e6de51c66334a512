package dev.goodgate.gateway.wire.kernel;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The ways to the operating system, the usual one first: each opens kernels of its own behind the
 * same door.
 */
public enum Transport {
  EPOLL,
  IO_URING,
  NIO;

  /** The environment variable that names one. */
  public static final String VARIABLE = "GOODGATE_TRANSPORT";

  /** What is in use where none is named. */
  public static Transport usual() {
    return Arrays.stream(values()).filter(Transport::isHere).findFirst().orElseThrow();
  }

  /** Those that this machine has. */
  public static List<Transport> here() {
    return Arrays.stream(values()).filter(Transport::isHere).toList();
  }

  /** The one that the environment names, else the usual one; empty where this machine has none. */
  public static Optional<Transport> chosen(Map<String, String> environment) {
    String named = environment.getOrDefault(VARIABLE, "");
    return named.isEmpty()
        ? Optional.of(usual())
        : here().stream().filter(each -> each.key().equals(named)).findFirst();
  }

  /** How it is named in the environment. */
  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  private boolean isHere() {
    return switch (this) {
      case EPOLL -> Syscall.isHere();
      case IO_URING -> Syscall.isHere() && Ring.isHere();
      case NIO -> true;
    };
  }

  /** Whether several loops can listen at one address. */
  public boolean sharesListeners() {
    return switch (this) {
      case EPOLL, IO_URING -> true;
      case NIO -> NioKernel.sharesListeners();
    };
  }

  /** A kernel for the thread that asks. */
  public Kernel open() {
    return switch (this) {
      case EPOLL -> new LinuxKernel();
      case IO_URING -> new UringKernel();
      case NIO -> new NioKernel();
    };
  }
}
