package dev.goodgate.gateway.wire.kernel;

import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** What {@link UringKernel} knows of one socket. Lives on in the next socket of its number. */
final class RingSocket {
  final int handle;
  int generation;
  int token;
  boolean watched;
  boolean connecting;

  /** A poll is under way, for ever or until it is taken back. */
  boolean polling;

  /** A receive into the ring's buffers is under way: no other may be made beside it. */
  boolean streaming;

  /** The poll or receive under way was taken back, and has yet to say so. */
  boolean turning;

  /** How often little came at once; below zero for one that has proven to carry much. */
  int littles;

  /** Somebody waits for room to send. */
  boolean waitsForRoom;

  boolean ended;
  boolean broken;
  boolean outputShut;
  int receiveErrno;
  int sendErrno;

  int firstBuffer = -1;
  int lastBuffer = -1;
  int taken;
  int buffered;

  /** The last submission that sends for it, by the count of {@link Ring#enters}. */
  int sentIn = -1;

  long sentAt;
  int sentLength;
  long sendAsked;

  /** What was taken to be sent and has not been yet. */
  @Nullable MemorySegment rest;

  boolean shutdownDue;
  boolean leaving;

  int readyIn = -1;
  int readyAt;

  RingSocket(int handle) {
    this.handle = handle;
  }

  void forget() {
    generation = (generation + 1) & 0xffffff;
    token = 0;
    littles = 0;
    watched = connecting = polling = streaming = turning = waitsForRoom = false;
    ended = broken = outputShut = shutdownDue = leaving = false;
    receiveErrno = sendErrno = 0;
    sentIn = readyIn = -1;
    rest = null;
  }
}
