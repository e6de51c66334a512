package dev.goodgate.lab.course;

import static dev.goodgate.lab.course.Http2Courses.BODY;
import static dev.goodgate.lab.course.Http2Courses.STATUS;
import static dev.goodgate.lab.course.Http2Courses.TYPE;

import dev.goodgate.lab.course.Course.Move;
import dev.goodgate.lab.flaw.Http2Flaw;
import dev.goodgate.lab.http2.Field;
import dev.goodgate.lab.http2.Frame;
import dev.goodgate.lab.http2.Hpack;
import java.util.List;

/** Heads that RFC 9113 8.2 and 8.3 forbid, with a good body after each. */
final class IllegalHeads {
  private IllegalHeads() {}

  static List<Move> of(Http2Flaw.Head flaw, int stream) {
    String block = Hpack.literal(fields(flaw));
    return List.of(
        Course.raw(new Frame(Frame.HEADERS, Frame.END_HEADERS, stream, block).bytes()),
        new Move.Body(BODY),
        new Move.End());
  }

  private static List<Field> fields(Http2Flaw.Head flaw) {
    return switch (flaw) {
      case UPPERCASE -> with("X-Note", "x");
      case CONNECTION -> with("connection", "keep-alive");
      case TRANSFER_ENCODING -> with("transfer-encoding", "chunked");
      case UNKNOWN_PSEUDO -> List.of(STATUS, new Field(":note", "x"), TYPE);
      case REQUEST_PSEUDO -> List.of(STATUS, new Field(":path", "/"), TYPE);
      case PSEUDO_LAST -> List.of(TYPE, STATUS);
      case NO_STATUS -> List.of(TYPE);
      case TWO_STATUSES -> List.of(STATUS, new Field(":status", "204"), TYPE);
      case BAD_STATUS -> List.of(new Field(":status", "2OO"), TYPE);
      case EMPTY_NAME -> with("", "x");
      case SPACE_IN_NAME -> with("x note", "x");
      case NUL_IN_VALUE -> with("x-note", "a\0b");
      case LINE_BREAK_IN_VALUE -> with("x-note", "a\r\nx-smuggled: b");
      case SPACE_BEFORE_VALUE -> with("x-note", " x");
    };
  }

  private static List<Field> with(String name, String value) {
    return List.of(STATUS, TYPE, new Field(name, value));
  }
}
