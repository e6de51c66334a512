package dev.goodgate.lab.resolver;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.goodgate.lab.dns.Content;
import dev.goodgate.lab.dns.Message;
import dev.goodgate.lab.dns.Name;
import dev.goodgate.lab.dns.Question;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;

/** Asks over sockets without a thought about what comes back. */
final class Asker implements AutoCloseable {
  private final DatagramSocket socket;
  private final InetSocketAddress resolver;

  /** {@code from} is an address of this machine. */
  Asker(InetSocketAddress resolver, String from, Duration patience) throws IOException {
    this.resolver = resolver;
    socket = new DatagramSocket(0, InetAddress.ofLiteral(from));
    socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
  }

  /** Hears only who was asked, as resolvers' sockets do, and learns of an unreachable port. */
  Asker connected() throws IOException {
    socket.connect(resolver);
    return this;
  }

  static Message question(String name, int type) {
    return Message.query(4711, new Question(Name.of(name), type));
  }

  String ask(String bytes) throws IOException {
    byte[] out = bytes.getBytes(ISO_8859_1);
    socket.send(new DatagramPacket(out, out.length, resolver));
    return hear();
  }

  Message ask(Message question) throws IOException {
    return Message.read(ask(question.written())).orElseThrow();
  }

  List<String> addresses(String name, int type) throws IOException {
    return addresses(ask(question(name, type)));
  }

  static List<String> addresses(Message answer) {
    return answer.answers().stream()
        .filter(each -> each.content() instanceof Content.Address)
        .map(each -> ((Content.Address) each.content()).address().getHostAddress())
        .toList();
  }

  String hear() throws IOException {
    byte[] buffer = new byte[Message.MAX_BYTES];
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    socket.receive(packet);
    return new String(buffer, 0, packet.getLength(), ISO_8859_1);
  }

  static Message askByTcp(InetSocketAddress resolver, Message question, Duration patience)
      throws IOException {
    try (Socket tcp = new Socket()) {
      tcp.connect(resolver, Math.toIntExact(patience.toMillis()));
      tcp.setSoTimeout(Math.toIntExact(patience.toMillis()));
      String bytes = question.written();
      tcp.getOutputStream().write(("\0" + (char) bytes.length() + bytes).getBytes(ISO_8859_1));
      DataInputStream in = new DataInputStream(tcp.getInputStream());
      byte[] answer = in.readNBytes(in.readUnsignedShort());
      return Message.read(new String(answer, ISO_8859_1)).orElseThrow();
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
