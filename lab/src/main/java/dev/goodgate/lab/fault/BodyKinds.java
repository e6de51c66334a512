package dev.goodgate.lab.fault;

import dev.goodgate.lab.fault.Fault.End;
import dev.goodgate.lab.fault.Fault.Framing;
import dev.goodgate.lab.flaw.BodyForms;
import dev.goodgate.lab.menu.Menu.Kind;
import dev.goodgate.lab.menu.Parameters;
import java.util.List;

/** Faults in the body of an answer. */
final class BodyKinds {
  private BodyKinds() {}

  static List<Kind<Fault>> all() {
    String group = "the body";
    return List.of(
        cut(
            "truncated-content-length",
            "closes before the declared length",
            Framing.LENGTH,
            End.CLOSE),
        cut("truncated-chunked", "closes before the last chunk", Framing.CHUNKED, End.CLOSE),
        cut(
            "truncated-no-length",
            "resets in a body that ends by closing",
            Framing.CLOSE,
            End.RESET),
        new Kind<>(
            group,
            "body-reset",
            "resets in the body",
            with ->
                new Fault.CutsBody(
                    with.choice("framing", Framing.LENGTH), with.size("sent", "500"), End.RESET)),
        new Kind<>(
            group,
            "body-stall",
            "stalls in the body",
            with ->
                new Fault.StallsInBody(
                    with.choice("framing", Framing.LENGTH), with.size("sent", "500"))),
        new Kind<>(
            group,
            "bad-chunk",
            "sends a malformed chunk, at once or after good ones",
            with -> new Fault.BadChunk(chunk(with), with.size("sent", "0"))),
        new Kind<>(
            group,
            "excess-body",
            "sends more than the declared length",
            with -> new Fault.ExcessBody(with.size("extra", "20"))),
        new Kind<>(
            group,
            "body-on-bodyless",
            "sends a body with 204, 205 or 304",
            with -> new Fault.BodyOnBodyless(with.number("status", 204), with.size("size", "20"))),
        new Kind<>(
            group,
            "trailer-too-large",
            "sends huge trailers",
            with -> new Fault.HugeTrailers(with.size("size", "1MiB"))));
  }

  /** Without {@code line} the form tells. */
  private static String chunk(Parameters with) {
    String form = with.choice("form", BodyForms.Chunk.NOT_HEX).bytes();
    String line = with.text("line", "");
    return line.isEmpty()
        ? form
        : line + Wording.END + FormKinds.BODY + Wording.END + Wording.LAST_CHUNK;
  }

  private static Kind<Fault> cut(String name, String description, Framing framing, End by) {
    return new Kind<>(
        "the body",
        name,
        description,
        with -> new Fault.CutsBody(framing, with.size("sent", "500"), by));
  }
}
