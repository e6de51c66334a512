package dev.goodgate.lab.certificate;

import java.time.Instant;
import java.util.List;

/**
 * What a certificate is to say of its holder. {@code names} are host names or addresses, the first
 * is its common name too; {@code isWeaklySigned} means SHA-1.
 */
public record Profile(
    List<String> names, Span valid, KeyKind key, Usage usage, boolean isWeaklySigned) {
  /** When something is valid. */
  public record Span(Instant from, Instant until) {}

  /** How strong the holder's key is. */
  public enum KeyKind {
    EC,
    RSA,
    WEAK_RSA
  }

  /** In which of the two roles the holder may appear. */
  public enum Usage {
    SERVER,
    CLIENT
  }

  public Profile {
    names = List.copyOf(names);
    if (names.isEmpty() || !names.stream().allMatch(name -> name.matches("[A-Za-z0-9.:*_-]+"))) {
      throw new IllegalArgumentException("no names for a certificate: " + names);
    }
  }

  /** A server with an EC key, properly signed. */
  public static Profile server(Span valid, String... names) {
    return new Profile(List.of(names), valid, KeyKind.EC, Usage.SERVER, false);
  }

  public Profile valid(Span another) {
    return new Profile(names, another, key, usage, isWeaklySigned);
  }

  public Profile key(KeyKind another) {
    return new Profile(names, valid, another, usage, isWeaklySigned);
  }

  public Profile usage(Usage another) {
    return new Profile(names, valid, key, another, isWeaklySigned);
  }

  public Profile weaklySigned() {
    return new Profile(names, valid, key, usage, true);
  }
}
