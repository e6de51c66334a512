package dev.goodgate.gateway.fastcgi;

import dev.goodgate.gateway.preface.Ends;
import dev.goodgate.gateway.wire.Duplex;
import dev.goodgate.gateway.wire.memory.Blocks;
import java.util.function.Supplier;

/** What one loop needs to speak FastCGI with the endpoints of one upstream. One thread. */
public final class FastCgi {
  private final Blocks blocks;
  private final Settings settings;
  private final Params params = new Params();
  private final RequestText text = new RequestText();
  private final byte[] head = new byte[Params.MAX];
  private final Environment environment;
  private final CgiHead cgiHead;

  /** {@code keeps} asks the application to leave connections open. */
  public record Settings(Scripts scripts, boolean keeps, int replyHead) {}

  public FastCgi(Blocks blocks, Settings settings) {
    this.blocks = blocks;
    this.settings = settings;
    this.environment = new Environment(settings.scripts(), params);
    this.cgiHead = new CgiHead(settings.replyHead());
  }

  /** Speaks it over a socket; {@code ends} are the client's at that moment. */
  public Duplex over(Duplex socket, Supplier<Ends> ends) {
    return new FastCgiDuplex(this, socket, ends);
  }

  Blocks blocks() {
    return blocks;
  }

  Settings settings() {
    return settings;
  }

  Params params() {
    return params;
  }

  RequestText text() {
    return text;
  }

  /** Bytes on the heap for the head that is being read right now. */
  byte[] head() {
    return head;
  }

  Environment environment() {
    return environment;
  }

  CgiHead cgiHead() {
    return cgiHead;
  }
}
