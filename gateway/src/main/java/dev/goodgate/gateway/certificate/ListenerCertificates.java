package dev.goodgate.gateway.certificate;

import dev.goodgate.gateway.pem.PemFiles;
import dev.goodgate.gateway.tls.LentEngine;
import dev.goodgate.gateway.tls.engine.EngineLibrary;
import dev.goodgate.gateway.tls.engine.Terms;
import dev.goodgate.gateway.tls.hello.ClientHello;
import dev.goodgate.vocabulary.plan.Listener;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import javax.net.ssl.SSLException;

/**
 * The certificates of one listener. Any thread may ask for an engine and gets one of what was read
 * last; the files are read by the thread that watches them.
 */
public final class ListenerCertificates {
  private static final String STAPLE = ".ocsp";

  private final Listener.ServerTls plan;
  private final EngineLibrary library;
  private final List<String> protocols;
  private volatile Showcase showcase;
  private volatile List<String> stamps;

  ListenerCertificates(Listener.ServerTls plan, EngineLibrary library, List<String> protocols)
      throws PemFiles.Unusable {
    this.plan = plan;
    this.library = library;
    this.protocols = protocols;
    this.stamps = stamps();
    this.showcase = read();
  }

  /** An engine for a client who has said this. */
  public LentEngine lend(ClientHello hello) {
    return showcase.engines(hello).lend();
  }

  /** Whether the client offers to speak anything that is spoken here, or leaves it open. */
  public boolean agreeWith(ClientHello hello) {
    return hello.agreesTo(protocols);
  }

  Showcase showcase() {
    return showcase;
  }

  /** Whether any file is another than the one that was read. */
  boolean isOutdated() {
    return !stamps().equals(stamps);
  }

  /** Shows what the files hold now; returns what was shown before, for whoever closes it. */
  Showcase turn() throws PemFiles.Unusable {
    List<String> now = stamps();
    Showcase next = read();
    Showcase before = showcase;
    stamps = now;
    showcase = next;
    return before;
  }

  /** Goes on with what is shown, and does not look at these files again. */
  void leaveAsIs() {
    stamps = stamps();
  }

  /** The first of these keys seals tickets from now on. */
  void turnTo(TicketKeys keys) {
    String purpose = plan.proof().map(Listener.ClientProof::toString).orElse("anybody");
    showcase.all().forEach(each -> each.engines().turnTo(keys.of(purpose)));
  }

  private Showcase read() throws PemFiles.Unusable {
    Optional<Terms.Proof> proof = Optional.empty();
    if (plan.proof().isPresent()) {
      Listener.ClientProof asked = plan.proof().get();
      proof = Optional.of(new Terms.Proof(PemFiles.certificates(asked.ca()), asked.required()));
    }
    List<Shown> shown = new ArrayList<>();
    for (Listener.CertificateFiles files : plan.certificates()) {
      shown.add(read(files, proof));
    }
    return new Showcase(shown);
  }

  private Shown read(Listener.CertificateFiles files, Optional<Terms.Proof> proof)
      throws PemFiles.Unusable {
    Terms.Identity identity = PemFiles.identity(files.certificate(), files.key(), library);
    Terms.Accepting terms =
        new Terms.Accepting(
            identity, new Terms.Versions(plan.min(), plan.max()), protocols, proof, staple(files));
    try {
      return Shown.of(files.certificate(), identity, library.accepting(terms));
    } catch (SSLException | IllegalArgumentException refused) {
      throw new PemFiles.Unusable(
          files.certificate(), "it cannot be used: " + refused.getMessage());
    }
  }

  private static Optional<ByteBuffer> staple(Listener.CertificateFiles files)
      throws PemFiles.Unusable {
    String beside = files.certificate() + STAPLE;
    Optional<String> file =
        files.staple().or(() -> Optional.of(beside).filter(f -> Files.exists(Path.of(f))));
    return file.isPresent()
        ? Optional.of(ByteBuffer.wrap(PemFiles.bytes(file.get())))
        : Optional.empty();
  }

  /** What tells whether files have changed: when they did, how long they are, which they are. */
  private List<String> stamps() {
    TreeSet<String> files = new TreeSet<>();
    plan.proof().ifPresent(proof -> files.add(proof.ca()));
    for (Listener.CertificateFiles each : plan.certificates()) {
      files.add(each.certificate());
      files.add(each.key());
      files.add(each.staple().orElse(each.certificate() + STAPLE));
    }
    return files.stream().map(ListenerCertificates::stamp).toList();
  }

  private static String stamp(String file) {
    try {
      BasicFileAttributes seen = Files.readAttributes(Path.of(file), BasicFileAttributes.class);
      return seen.lastModifiedTime() + " " + seen.size() + " " + seen.fileKey();
    } catch (IOException _) {
      return "absent";
    }
  }
}
