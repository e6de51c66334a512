package dev.goodgate.gateway.wire.kernel;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** What {@link UringKernel} knows of one socket; used again for the next one of its number. */
final class RingSocket {
  /** What was asked for a socket, in the name of its completion. */
  static final long NOBODY = 0;

  static final int WOKEN = 1;
  static final int POLLED = 2;
  static final int STREAMED = 3;
  static final int ROOM = 4;
  static final int SENT = 5;
  static final int LIMIT = 6;

  final int handle;

  /** Part of the name of whatever is asked for it: a completion with an older one is dropped. */
  int generation;

  int token;
  boolean watched;

  /** A poll is under way, until it is taken back. */
  boolean polled;

  /** A receive into {@link Buffers} is under way: no other may be made beside it. */
  boolean streamed;

  /** Which of the two is under way was taken back, and has yet to say so. */
  boolean turning;

  /** How often little came at once; far below zero for one that has proven to carry much. */
  int littles;

  boolean ended;
  boolean broken;
  boolean outputShut;
  int receiveErrno;

  /** What was received and not asked for yet: a chain of buffers, -1 for none. */
  int firstBuffer = -1;

  int lastBuffer;
  int bufferTaken;
  int bufferCount;

  /** The turn of {@link Outbox} in which its last send was put there, and what that is. */
  int sentIn = -1;

  long sentFrom;
  int sentLength;
  int sendErrno;

  /** What was taken to be sent and did not fit. */
  @Nullable MemorySegment rest;

  boolean waitsForRoom;

  /** What has to follow when all is sent. */
  boolean shutdownDue;

  boolean closeDue;

  int readyIn = -1;
  int readyAt;

  RingSocket(int handle) {
    this.handle = handle;
  }

  long name(int what) {
    return (long) what << 56 | (long) generation << 32 | handle;
  }

  static int what(long name) {
    return (int) (name >>> 56);
  }

  /** It is closed, and its number may come back as another socket. */
  void forget() {
    generation = (generation + 1) & 0xff_ffff;
    watched = polled = streamed = turning = false;
    ended = broken = outputShut = waitsForRoom = shutdownDue = closeDue = false;
    token = littles = receiveErrno = sendErrno = 0;
    sentIn = readyIn = -1;
    rest = null;
  }
}
