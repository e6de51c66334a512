package dev.goodgate.trials.house;

import com.tngtech.archunit.core.domain.JavaAccess;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A call that is refused, with what to do instead. {@code members} are written {@code name} for all
 * of that name, or with the types of the arguments of one.
 */
record Ban(String owner, Set<String> members, String instead) {
  private static final String CLOCK = "take a NanoClock or an InstantSource in the constructor";
  private static final String CHANCE = "take a RandomGenerator in the constructor";
  private static final String WIRING = "wire it by hand with constructors in app";
  private static final String LOCALE = "name the locale: Locale.ROOT for machines";

  /** What no class does, except a composition root that says why. */
  static final List<Ban> EVERYWHERE =
      List.of(
          ban("java.lang.System", CLOCK, "currentTimeMillis", "nanoTime"),
          ban("java.time.Instant", CLOCK, "now"),
          ban("java.time.LocalDate", CLOCK, "now"),
          ban("java.time.LocalDateTime", CLOCK, "now"),
          ban("java.time.LocalTime", CLOCK, "now"),
          ban("java.time.ZonedDateTime", CLOCK, "now"),
          ban("java.time.OffsetDateTime", CLOCK, "now"),
          ban("java.time.InstantSource", CLOCK, "system"),
          ban("java.time.Clock", CLOCK, "system", "systemUTC", "systemDefaultZone"),
          ban("java.util.Date", CLOCK, "<init>()"),
          ban("java.util.Random", CHANCE, "<init>()"),
          ban("java.util.SplittableRandom", CHANCE, "<init>()"),
          ban("java.security.SecureRandom", CHANCE, "<init>"),
          ban("java.util.random.RandomGenerator", CHANCE, "getDefault", "of"),
          ban("java.util.concurrent.ThreadLocalRandom", CHANCE, "current"),
          ban("java.util.UUID", CHANCE, "randomUUID"),
          ban("java.lang.Math", CHANCE, "random"),
          ban("java.lang.Thread", "wait for an event with a deadline", "sleep"),
          ban("java.util.concurrent.TimeUnit", "wait for an event with a deadline", "sleep"),
          ban("java.lang.System", "return an exit code; main alone ends the process", "exit"),
          ban("java.lang.Runtime", "return an exit code", "exit", "halt", "addShutdownHook"),
          ban(
              "java.lang.System",
              "take a PrintStream or a Writer in the constructor",
              "out",
              "err"),
          ban(
              "java.lang.Throwable",
              "make it a value, or hand it to who reports",
              "printStackTrace"),
          ban("java.util.ServiceLoader", WIRING, "load", "loadInstalled"),
          ban("java.lang.Class", WIRING, "forName", "getDeclaredConstructor", "newInstance"),
          ban("java.lang.reflect.AccessibleObject", WIRING, "setAccessible"),
          ban("java.lang.reflect.Field", WIRING, "setAccessible"),
          ban("java.lang.reflect.Method", WIRING, "setAccessible"),
          ban("java.lang.reflect.Constructor", WIRING, "setAccessible", "newInstance"),
          ban("java.lang.ThreadLocal", "pass it as an argument", "<init>", "withInitial"),
          ban("java.io.ObjectInputStream", "read a format of our own, with limits", "<init>"),
          ban("java.lang.String", LOCALE, "toLowerCase()", "toUpperCase()"));

  /** What a test does not do either. */
  static final List<Ban> IN_TESTS =
      List.of(
          ban("java.lang.Thread", "wait for an event with a deadline", "sleep"),
          ban("java.util.concurrent.TimeUnit", "wait for an event with a deadline", "sleep"),
          ban(
              "org.junit.jupiter.api.Assumptions",
              "nothing is skipped",
              "assumeTrue",
              "assumeFalse"));

  boolean covers(JavaAccess<?> access) {
    if (!access.getTargetOwner().getName().equals(owner)) {
      return false;
    }
    String name = access.getTarget().getName();
    String signature = access.getTarget().getFullName().substring(owner.length() + 1);
    return members.contains(name) || members.contains(signature);
  }

  private static Ban ban(String owner, String instead, String... members) {
    return new Ban(owner, List.of(members).stream().collect(Collectors.toSet()), instead);
  }
}
