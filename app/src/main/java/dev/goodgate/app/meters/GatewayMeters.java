package dev.goodgate.app.meters;

import dev.goodgate.console.Meters;
import dev.goodgate.gateway.Figures;
import java.util.List;

/** What a running gateway, its program and its process say of themselves: a line for each part. */
public final class GatewayMeters implements Meters {
  private final List<Part> parts;

  private GatewayMeters(List<Part> parts) {
    this.parts = List.copyOf(parts);
  }

  /** Something that puts its figures on the sheet; any thread may ask it. */
  interface Part {
    void write(Sheet sheet);
  }

  public static GatewayMeters of(Sources sources) {
    return new GatewayMeters(
        List.of(
            new TrafficPart(sources.gateway().reporter()),
            new LoopPart(sources.gateway()),
            sheet -> buffers(sheet, sources.gateway().buffered()),
            sheet ->
                sheet
                    .put(Metric.TRACES_SENT, sources.tracer().sent())
                    .put(Metric.TRACES_DROPPED, sources.tracer().dropped()),
            new CertificatePart(sources.gateway()),
            new PlanPart(sources.plans(), sources.ready()),
            new ProcessPart(sources.version())));
  }

  private static void buffers(Sheet sheet, Figures.Buffered buffered) {
    sheet
        .put(Metric.BUFFER_BYTES, buffered.memory(), "memory")
        .put(Metric.BUFFER_BYTES, buffered.disk(), "disk")
        .put(Metric.BUFFER_MOST, buffered.mostDisk());
  }

  @Override
  public List<Meter> read() {
    Sheet sheet = new Sheet();
    parts.forEach(part -> part.write(sheet));
    return sheet.meters();
  }
}
