package dev.goodgate.gateway.listen.http2;

import dev.goodgate.gateway.http2.Frame;
import dev.goodgate.gateway.http2.flow.Outflow;
import java.util.ArrayDeque;

/**
 * Whose turn it is among the streams of one connection. Who cannot send, for want of the
 * connection's window or of memory, waits in a queue, and gets one frame's worth each time that it
 * comes round; while anybody waits there nobody else goes first. Who waits for its own window holds
 * up nobody.
 */
final class Turns {
  private static final int A_TURN = Frame.MAX_PAYLOAD;

  private final Outflow output;
  private final ArrayDeque<ClientStream> waiting = new ArrayDeque<>(2);
  private final ArrayDeque<ClientStream> news = new ArrayDeque<>(2);
  private long window = Frame.DEFAULT_WINDOW;
  private boolean mayServe;
  private int turnOf;
  private int left;

  Turns(Outflow output) {
    this.output = output;
  }

  // ---- who has something to receive

  /** More has come for this stream, or it wants to be called again. */
  void news(ClientStream stream) {
    if (!stream.hasNews) {
      stream.hasNews = true;
      news.addLast(stream);
    }
  }

  void tellNews() {
    for (int due = news.size(); due > 0; due--) {
      ClientStream stream = news.removeFirst();
      stream.hasNews = false;
      if (!stream.isClosed()) {
        stream.tellExchange();
      }
    }
  }

  // ---- who has something to send

  /** Whether there is room for so much that is not subject to windows. */
  boolean hasRoom(ClientStream stream, int bytes) {
    if (output.hasRoom(bytes) || (bodyRoom() > 0 && output.hasRoom(bytes))) {
      return true;
    }
    await(stream);
    return false;
  }

  int allowance(ClientStream stream, int wanted) {
    if (stream.sendWindow <= 0) {
      stream.starves = true;
      return 0;
    }
    boolean isTurn = turnOf == stream.number;
    if (isTurn ? left <= 0 : !waiting.isEmpty()) {
      await(stream);
      return 0;
    }
    int piece = Math.min(wanted, isTurn ? Math.min(left, A_TURN) : A_TURN);
    long windows = Math.min(window, stream.sendWindow);
    int most = Math.min((int) Math.min(windows, piece), bodyRoom());
    if (most <= 0) {
      await(stream);
      return 0;
    }
    return most;
  }

  private int bodyRoom() {
    return output.room() - Frame.HEAD;
  }

  /** So much of its body has gone. */
  void carried(ClientStream stream, int bytes) {
    window -= bytes;
    stream.sendWindow -= bytes;
    left -= bytes;
  }

  private void await(ClientStream stream) {
    if (!stream.inQueue) {
      stream.inQueue = true;
      waiting.addLast(stream);
    }
  }

  // ---- what lets them go on

  /** The connection's window has grown; false where it has become too large. */
  boolean widen(int increment) {
    window += increment;
    mayServe = true;
    return window <= Frame.MAX_WINDOW;
  }

  /** The stream's own window may have grown. */
  void fed(ClientStream stream) {
    if (stream.starves && stream.sendWindow > 0) {
      stream.starves = false;
      await(stream);
      mayServe = true;
    }
  }

  /** All that was to be sent has been. */
  void sent() {
    mayServe = true;
  }

  /**
   * Gives each that waits its turn, if that may lead to something; returns whether another round
   * may.
   */
  boolean serve() {
    if (!mayServe) {
      return false;
    }
    mayServe = false;
    long before = output.written();
    for (int due = waiting.size(); due > 0; due--) {
      ClientStream stream = waiting.removeFirst();
      stream.inQueue = false;
      if (!stream.isClosed()) {
        turnOf = stream.number;
        left = waiting.isEmpty() ? Integer.MAX_VALUE : A_TURN;
        stream.tellExchange();
        turnOf = 0;
      }
    }
    mayServe = output.written() > before && !waiting.isEmpty();
    return mayServe;
  }

  /** Whether nothing here refers to it any more. */
  boolean isFree(ClientStream stream) {
    return !stream.inQueue && !stream.hasNews;
  }
}
