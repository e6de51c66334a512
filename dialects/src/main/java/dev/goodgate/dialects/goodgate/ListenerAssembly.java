package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.Listener;
import java.util.ArrayList;
import java.util.List;

/** Makes a listener from values that were found to be without error. */
record ListenerAssembly(Values.Scope written, Folder folder) {
  Listener listener() {
    Listener.ServerTls tls = written.wroteSection("tls") ? tls() : null;
    return new Listener(
        written.get(ListenerSettings.ADDRESS), tls, written.get(ListenerSettings.PROXY_PROTOCOL));
  }

  private Listener.ServerTls tls() {
    List<Listener.CertificateFiles> certificates = new ArrayList<>();
    certificates.add(
        new Listener.CertificateFiles(
            folder.path(written.get(ListenerSettings.CERTIFICATE)),
            folder.path(written.get(ListenerSettings.KEY)),
            written.written(ListenerSettings.STAPLE).map(folder::path).orElse(null)));
    for (Values.Scope more : written.itemsBelow("tls.certificates")) {
      certificates.add(
          new Listener.CertificateFiles(
              folder.path(more.get(ListenerSettings.MORE_CERTIFICATE)),
              folder.path(more.get(ListenerSettings.MORE_KEY)),
              more.written(ListenerSettings.MORE_STAPLE).map(folder::path).orElse(null)));
    }
    Listener.ClientProof proof =
        written
            .written(ListenerSettings.CLIENT_CA)
            .map(folder::path)
            .map(ca -> new Listener.ClientProof(ca, written.get(ListenerSettings.CLIENT_AUTH)))
            .orElse(null);
    return new Listener.ServerTls(
        certificates, proof, written.get(ListenerSettings.MIN), written.get(ListenerSettings.MAX));
  }
}
