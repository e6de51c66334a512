package dev.goodgate.gateway.listen;

import dev.goodgate.gateway.certificate.ListenerCertificates;
import dev.goodgate.gateway.tls.TlsBuffers;

/** What a listener of one loop needs to speak TLS. */
public record Secured(ListenerCertificates certificates, TlsBuffers buffers) {}
