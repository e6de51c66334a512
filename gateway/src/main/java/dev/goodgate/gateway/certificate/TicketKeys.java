package dev.goodgate.gateway.certificate;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Secrets by which sessions are taken up again: the newest seals, older ones are still accepted.
 * Shared by all loops, in memory only. Immutable: {@link #turned} makes the next.
 */
public final class TicketKeys {
  private static final int KEPT = 3;
  private static final int SECRET = 32;

  private final List<byte[]> secrets;

  private TicketKeys(List<byte[]> secrets) {
    this.secrets = secrets;
  }

  public static TicketKeys first(RandomGenerator random) {
    return new TicketKeys(List.of()).turned(random);
  }

  TicketKeys turned(RandomGenerator random) {
    byte[] secret = new byte[SECRET];
    random.nextBytes(secret);
    List<byte[]> next = new ArrayList<>();
    next.add(secret);
    secrets.stream().limit(KEPT - 1).forEach(next::add);
    return new TicketKeys(next);
  }

  /**
   * The keys of one purpose: a session that was begun on other terms, by a client who had to prove
   * less, cannot be taken up there.
   */
  List<byte[]> of(String purpose) {
    return secrets.stream()
        .map(secret -> {
          try {
            MessageDigest digest = MessageDigest.getInstance("SHA-384"); // 48 bytes
            digest.update(secret);
            return digest.digest(purpose.getBytes(StandardCharsets.UTF_8));
          } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
          }
        })
        .toList();
  }
}
