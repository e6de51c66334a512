package dev.goodgate.lab.fault;

import dev.goodgate.lab.flaw.Http2Flaw.Compression;
import dev.goodgate.lab.flaw.Http2Flaw.Flood;
import dev.goodgate.lab.flaw.Http2Flaw.Framing;
import dev.goodgate.lab.flaw.Http2Flaw.Grpc;
import dev.goodgate.lab.flaw.Http2Flaw.Head;
import dev.goodgate.lab.flaw.Http2Flaw.LastStream;
import dev.goodgate.lab.flaw.Http2Flaw.Moment;
import dev.goodgate.lab.flaw.Http2Flaw.Settings;
import dev.goodgate.lab.http2.Frame.Code;
import dev.goodgate.lab.menu.Menu.Kind;
import java.util.List;
import java.util.stream.Stream;

/** Faults of HTTP/2, and of gRPC over it. */
final class Http2Kinds {
  private Http2Kinds() {}

  static List<Kind<Fault>> all() {
    return Stream.of(connections(), streams(), grpc()).flatMap(List::stream).toList();
  }

  private static List<Kind<Fault>> connections() {
    String group = "HTTP/2 connections";
    return List.of(
        new Kind<>(group, "h1-reply-on-h2", "answers in HTTP/1", with -> new Fault.AnswersHttp1()),
        new Kind<>(
            group,
            "h2-inadequate-security",
            "refuses the connection, as for its cipher",
            with -> new Fault.RejectsPreface(with.choice("code", Code.INADEQUATE_SECURITY))),
        new Kind<>(
            group,
            "h2-settings",
            "sends SETTINGS that are wrong or unusual, or none",
            with -> new Fault.OddSettings(with.choice("flaw", Settings.NEVER_SENT))),
        new Kind<>(
            group,
            "h2-window-closed",
            "lets no byte of a request's body come",
            with -> new Fault.OddSettings(with.choice("flaw", Settings.WINDOW_ZERO))),
        new Kind<>(
            group,
            "h2-goaway",
            "says GOAWAY when asked",
            with ->
                new Fault.GoesAway(
                    with.choice("code", Code.NO_ERROR), with.choice("last", LastStream.BELOW))),
        new Kind<>(
            group,
            "h2-enhance-your-calm",
            "says GOAWAY, finding us too busy",
            with ->
                new Fault.GoesAway(
                    with.choice("code", Code.ENHANCE_YOUR_CALM),
                    with.choice("last", LastStream.OURS))),
        new Kind<>(
            group,
            "h2-flood",
            "sends very many frames of a kind, then answers",
            with -> new Fault.Floods(with.choice("of", Flood.PING), with.number("count", 10_000))));
  }

  private static List<Kind<Fault>> streams() {
    String group = "HTTP/2 streams";
    return List.of(
        reset("h2-refused-stream", "refuses the stream untouched", Code.REFUSED_STREAM),
        reset("h2-http11-required", "wants HTTP/1.1 instead", Code.HTTP_1_1_REQUIRED),
        reset("h2-rst-stream", "resets the stream", Code.INTERNAL_ERROR),
        new Kind<>(
            group,
            "h2-illegal-header",
            "sends a head that RFC 9113 8.2 forbids",
            with -> new Fault.IllegalField(with.choice("flaw", Head.UPPERCASE))),
        new Kind<>(
            group,
            "h2-protocol-error",
            "breaks the rules of frames, then answers as if nothing were",
            with -> new Fault.BreaksFraming(with.choice("flaw", Framing.DATA_ON_STREAM_ZERO))),
        new Kind<>(
            group,
            "h2-compression-error",
            "sends a head that cannot be decompressed, or grows huge",
            with -> new Fault.BreaksCompression(with.choice("flaw", Compression.BAD_INDEX))));
  }

  private static Kind<Fault> reset(String name, String description, Code code) {
    return new Kind<>(
        "HTTP/2 streams",
        name,
        description,
        with ->
            new Fault.ResetsStream(
                with.choice("code", code), with.choice("moment", Moment.BEFORE_HEAD)));
  }

  private static List<Kind<Fault>> grpc() {
    String group = "gRPC";
    return List.of(
        grpc("grpc-healthy", "answers an empty message", Grpc.WHOLE, 0),
        grpc("grpc-unavailable", "answers with trailers only", Grpc.TRAILERS_ONLY, 14),
        grpc("grpc-status-missing", "ends without grpc-status", Grpc.STATUS_MISSING, 0),
        new Kind<>(
            group,
            "grpc-answer",
            "answers in any way",
            with ->
                new Fault.AnswersGrpc(
                    with.choice("flaw", Grpc.WRONG_TYPE), with.number("status", 0))));
  }

  private static Kind<Fault> grpc(String name, String description, Grpc flaw, int status) {
    return new Kind<>(
        "gRPC",
        name,
        description,
        with -> new Fault.AnswersGrpc(flaw, with.number("status", status)));
  }
}
