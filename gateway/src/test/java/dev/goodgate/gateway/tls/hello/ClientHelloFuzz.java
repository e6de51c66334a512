package dev.goodgate.gateway.tls.hello;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.http1.FuzzInputs;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Damaged hellos: nothing disturbs the reader, it says the same in whatever records and pieces they
 * come, and where a strict and plain reader finds no fault the same as that.
 */
class ClientHelloFuzz {
  private static final long SEED = 8_446;
  private static final int ROUNDS = 20_000;
  private static final int CUTS = 40;
  private static final int BEFORE = 3;

  static final List<byte[]> SEEDS =
      List.of(
          new WrittenHello().message(),
          new WrittenHello()
              .name("Shop.example.com")
              .signatures(0x0403, 0x0804)
              .versions(0x0304, 0x0303)
              .message(),
          new WrittenHello()
              .ciphers(0xc02b, 0xc02f)
              .name("b.test")
              .signatures(0x0403)
              .protocols("h2", "http/1.1")
              .message(),
          new WrittenHello().ciphers(0xc02f).signatures(0x0401, 0x0601).message(),
          new WrittenHello().ciphers().versions(0x7a7a).message());

  @Test
  void damagedHellosDoNotDisturb() {
    Random random = new Random(SEED);
    int sound = 0;
    for (int round = 0; round < ROUNDS; round++) {
      byte[] bytes = SEEDS.get(random.nextInt(SEEDS.size())).clone();
      for (int changes = random.nextInt(3); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(20);
      }
      sound += judge(bytes) ? 1 : 0;
    }
    assertThat(sound).as("of seed %d, those that are sound", SEED).isGreaterThan(5_000);
  }

  /** What the guided fuzzing found, and what it begins with. */
  @Test
  void whatWasFoundBeforeDoesNotDisturb() throws IOException {
    for (byte[] input : FuzzInputs.of(ClientHelloGuidedFuzz.class, SEEDS.stream())) {
      judge(input);
    }
  }

  /** Whether it is sound, as a message and without the records around. */
  static boolean judge(byte[] message) {
    Random random = new Random(Arrays.hashCode(message));
    judgePieces(message, random);
    byte[] whole = WrittenHello.records(message, random, 1 << 14);
    Optional<ClientHello> said = read(whole, whole.length);
    judgePieces(whole, random);
    for (int most : List.of(1, 7, 300)) {
      byte[] parts = WrittenHello.records(message, random, most);
      assertThat(read(parts, parts.length)).as("in records of %d", most).isEqualTo(said);
    }
    Optional<ClientHello> plain = plainly(message);
    if (plain.isPresent()) {
      assertThat(said).isEqualTo(plain);
    }
    return plain.isPresent();
  }

  /** What it says once, it says whatever comes behind. */
  private static void judgePieces(byte[] bytes, Random random) {
    Optional<ClientHello> last = read(bytes, bytes.length);
    for (int cut = 0; cut < CUTS && bytes.length > 0; cut++) {
      Optional<ClientHello> sooner = read(bytes, random.nextInt(bytes.length));
      assertThat(sooner.isEmpty() || sooner.equals(last)).as("%s, %s", sooner, last).isTrue();
    }
  }

  private static Optional<ClientHello> read(byte[] bytes, int length) {
    byte[] around = new byte[BEFORE + bytes.length];
    System.arraycopy(bytes, 0, around, BEFORE, bytes.length);
    return ClientHello.in(MemorySegment.ofArray(around), BEFORE, length);
  }

  /** What a hello says that is exactly what RFC 8446 4.1.2 wants; empty for any other. */
  private static Optional<ClientHello> plainly(byte[] message) {
    ByteBuffer all = ByteBuffer.wrap(message);
    try {
      boolean isHello = all.get() == 1;
      ByteBuffer hello = part(all, all.get() & 0xff, all.getShort() & 0xffff);
      hello.position(hello.position() + 34);
      ByteBuffer _ = part(hello, 0, hello.get() & 0xff);
      List<Integer> ciphers = numbers(part(hello, 0, hello.getShort() & 0xffff));
      ByteBuffer _ = part(hello, 0, hello.get() & 0xff);
      ByteBuffer extensions = part(hello, 0, hello.getShort() & 0xffff);
      String name = "";
      List<Integer> schemes = List.of(0x0401);
      List<Integer> versions = List.of();
      List<String> protocols = List.of();
      List<Integer> kinds = new ArrayList<>();
      while (extensions.hasRemaining()) {
        kinds.add((int) extensions.getShort());
        ByteBuffer content = part(extensions, 0, extensions.getShort() & 0xffff);
        switch (kinds.getLast()) {
          case 0 -> name = name(part(content, 0, content.getShort() & 0xffff));
          case 13 -> schemes = numbers(part(content, 0, content.getShort() & 0xffff));
          case 16 -> protocols = protocols(content);
          case 43 -> versions = numbers(part(content, 0, content.get() & 0xff));
          default -> {}
        }
      }
      boolean sound = isHello && kinds.stream().distinct().count() == kinds.size();
      boolean curves =
          versions.contains(0x0304)
              || ciphers.stream().anyMatch(List.of(0xc02b, 0xc02c, 0xcca9)::contains);
      boolean ecdsa = curves && schemes.stream().anyMatch(each -> (each & 0xff) == 3);
      boolean rsa =
          schemes.stream()
              .anyMatch(each -> (each & 0xff) == 1 || (each >= 0x0804 && each <= 0x0806));
      return sound ? Optional.of(new ClientHello(name, ecdsa, rsa, protocols)) : Optional.empty();
    } catch (BufferUnderflowException | IllegalArgumentException broken) {
      return Optional.empty();
    }
  }

  private static String name(ByteBuffer list) {
    boolean isHost = list.get() == 0;
    byte[] text = new byte[list.getShort() & 0xffff];
    list.get(text);
    return isHost ? new String(text, US_ASCII).toLowerCase(Locale.ROOT) : "";
  }

  /** None where the list is not exactly what RFC 7301 3.1 wants: that is the engine's to say. */
  private static List<String> protocols(ByteBuffer content) {
    List<String> names = new ArrayList<>();
    try {
      ByteBuffer list = part(content, 0, content.getShort() & 0xffff);
      while (list.hasRemaining()) {
        byte[] name = new byte[list.get() & 0xff];
        list.get(name);
        names.add(new String(name, ISO_8859_1));
      }
    } catch (BufferUnderflowException | IllegalArgumentException broken) {
      return List.of();
    }
    return content.hasRemaining() || names.contains("") ? List.of() : names;
  }

  private static List<Integer> numbers(ByteBuffer content) {
    List<Integer> all = new ArrayList<>();
    while (content.hasRemaining()) {
      all.add(content.getShort() & 0xffff);
    }
    return all;
  }

  private static ByteBuffer part(ByteBuffer from, int high, int low) {
    int length = high << 16 | low;
    ByteBuffer part = from.slice().limit(length);
    from.position(from.position() + length);
    return part;
  }
}
