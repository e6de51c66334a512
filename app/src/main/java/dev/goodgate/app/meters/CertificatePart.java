package dev.goodgate.app.meters;

import dev.goodgate.gateway.Gateway;

/** How long the certificates last that clients are shown: those of the files as read last. */
record CertificatePart(Gateway gateway) implements GatewayMeters.Part {
  @Override
  public void write(Sheet sheet) {
    gateway
        .certificates()
        .forEach(each ->
            sheet.since1970(
                Metric.CERTIFICATE_END, each.end(), each.listener().toString(), each.file()));
  }
}
