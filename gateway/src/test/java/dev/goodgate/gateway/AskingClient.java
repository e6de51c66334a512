package dev.goodgate.gateway;

import dev.goodgate.gateway.wire.ModelSocket;
import dev.goodgate.gateway.wire.World;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A client of the model on one connection: asks one after the other, or all at once, and judges
 * what it hears.
 */
final class AskingClient implements Asking {
  private final World world;
  private final ModelSocket socket;
  private final List<Ask> asks;
  private final boolean pipelines;
  private final ByteArrayOutputStream owed = new ByteArrayOutputStream();
  private final List<Message> replies = new ArrayList<>();
  private byte[] heard = new byte[0];
  private int read;
  private int asked;
  private boolean left;
  private boolean over;

  AskingClient(World world, ModelSocket socket, List<Ask> asks) {
    this.world = world;
    this.socket = socket;
    this.asks = asks;
    this.pipelines = world.below(3) == 0;
    socket.onChange(this::live);
    world.soon(this::live);
  }

  @Override
  public void leave() {
    left = !over;
    over = true;
    if (world.below(2) == 0) {
      socket.close();
    } else {
      socket.abort();
    }
  }

  private void live() {
    if (left) {
      return;
    }
    hear();
    if (!over) {
      while (asked < asks.size() && (pipelines || asked == replies.size())) {
        owed.writeBytes(asks.get(asked++).bytes());
      }
      byte[] all = owed.toByteArray();
      int taken = all.length == 0 ? 0 : Math.max(0, socket.send(all));
      owed.reset();
      owed.write(all, taken, all.length - taken);
    }
    if (!over && (socket.isOver() || replies.size() == asks.size())) {
      over = true;
      world.soon(this::end);
    }
  }

  /** Waits a little for bytes that nobody asked for. */
  private void end() {
    hear();
    socket.close();
  }

  private void hear() {
    byte[] more = socket.receiveAll();
    int old = heard.length;
    heard = Arrays.copyOf(heard, old + more.length);
    System.arraycopy(more, 0, heard, old, more.length);
    Message next = next();
    while (next != null && next.whole()) {
      read = next.end();
      if (!next.isInterim()) {
        replies.add(next);
      }
      next = next();
    }
  }

  private Message next() {
    if (replies.size() == asks.size()) {
      return null;
    }
    boolean interim =
        new String(heard, read, Math.min(10, heard.length - read)).startsWith("HTTP/1.1 1");
    return Message.read(heard, read, interim || asks.get(replies.size()).method().equals("HEAD"));
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public boolean isAnswered(int ask) {
    return ask < replies.size();
  }

  boolean hasLeft() {
    return left;
  }

  @Override
  public List<Ask> asks() {
    return asks;
  }

  @Override
  public List<String> complaints(boolean peace, boolean lied) {
    List<String> complaints = new ArrayList<>();
    boolean closes = false;
    for (int i = 0; i < replies.size(); i++) {
      Message reply = replies.get(i);
      closes = reply.closes();
      judge(asks.get(i), reply, peace, complaints);
    }
    boolean allAnswered = replies.size() == asks.size();
    if (allAnswered && read < heard.length) {
      complaints.add((heard.length - read) + " bytes behind the last reply");
    }
    Message cut = next();
    if (!allAnswered && cut != null) {
      judge(asks.get(replies.size()), cut, peace, complaints);
    }
    boolean nothing = cut == null && read == heard.length;
    if (!allAnswered && nothing && !closes && !left && !lied) {
      complaints.add("no word about " + asks.get(replies.size()).id());
    }
    if (peace && !left && !allAnswered) {
      complaints.add("cut in times of peace: " + asks.get(replies.size()).id());
    }
    return complaints;
  }

  @Override
  public String toString() {
    return "asked "
        + asked
        + " of "
        + asks
        + (pipelines ? " at once" : "")
        + ", left "
        + left
        + ", broken "
        + socket.isBroken()
        + ", heard "
        + replies.stream().map(r -> r.line() + r.fields() + r.body().length).toList()
        + ", then "
        + (heard.length - read)
        + " bytes";
  }

  static void judge(Ask ask, Message reply, boolean peace, List<String> complaints) {
    if (reply.fields().containsKey("x-of")) {
      byte[] due = ask.method().equals("HEAD") ? new byte[0] : Ask.answered(ask.id(), ask.most());
      byte[] body = reply.body();
      boolean prefix =
          body.length <= due.length && Arrays.equals(body, Arrays.copyOf(due, body.length));
      if (!reply.field("x-of").equals(ask.id()) || !prefix) {
        complaints.add(ask.id() + " was answered with what is not its own");
      } else if (reply.whole() && body.length < due.length) {
        complaints.add(ask.id() + " was cut and it cannot be seen");
      }
    } else if (!reply.fields().containsKey("proxy-status")
        && !reply.line().equals(AnsweringEndpoint.MORE)) {
      complaints.add(ask.id() + " was answered by nobody: " + reply.line());
    } else if (peace) {
      complaints.add(ask.id() + " failed in times of peace: " + reply.field("proxy-status"));
    }
  }
}
