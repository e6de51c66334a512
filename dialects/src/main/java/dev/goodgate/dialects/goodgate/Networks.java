package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.IpNumber;
import dev.goodgate.vocabulary.plan.Network;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** A network, an address alone, or {@code unix:} for whoever comes by a unix socket. */
record Networks() implements Form<Network> {
  @Override
  public String expected() {
    return "a network such as `10.0.0.0/8`, an address such as `127.0.0.1` or `::1`, or `unix:`";
  }

  @Override
  public @Nullable Network read(String text, Refusal<Network> refusal) {
    if (text.equals("unix:")) {
      return new Network.Local();
    }
    String[] parts = text.split("/", 2);
    byte[] ascii = parts[0].getBytes(StandardCharsets.UTF_8);
    IpNumber address = IpNumber.read(ascii, 0, ascii.length).orElse(null);
    if (address == null) {
      boolean local = text.startsWith("unix");
      return refusal.because(
          Shown.quoted(text) + " cannot stand here", expected(), local ? "unix:" : null);
    }
    boolean four = parts[0].indexOf(':') < 0;
    int before = four ? Network.Numbers.IPV4_BITS : 0;
    int bits = parts.length == 1 ? 128 : bits(parts[1], 128 - before);
    if (bits < 0) {
      String most = "from 0 to " + (128 - before);
      return refusal.because(Shown.quoted(text) + " has no number of bits " + most, expected());
    }
    Network.Numbers network =
        Network.Numbers.around(address, parts.length == 1 ? bits : before + bits);
    return network.first().equals(address)
        ? network
        : refusal.because(
            Shown.quoted(text) + " has bits behind those of the network",
            expected(),
            write(network));
  }

  private static int bits(String text, int most) {
    return text.matches("0|[1-9]\\d{0,2}") && Integer.parseInt(text) <= most
        ? Integer.parseInt(text)
        : -1;
  }

  @Override
  public String write(Network network) {
    return network.toString();
  }

  @Override
  public Look look() {
    String four = "\\d{1,3}(\\.\\d{1,3}){3}(/(\\d|[12]\\d|3[0-2]))?";
    String six = "[0-9A-Fa-f]*:[0-9A-Fa-f.:]*(/(\\d{1,2}|1[01]\\d|12[0-8]))?";
    return new Look.Matching("unix:|" + four + "|" + six);
  }
}
