package dev.goodgate.trials.backstage;

import dev.goodgate.lab.fault.Fault;
import dev.goodgate.lab.menu.Menu.Reading;
import dev.goodgate.lab.origin.ScriptedOrigin;
import dev.goodgate.lab.origin.Sighting;
import dev.goodgate.trials.subject.Subject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The lab's origin, which writes nothing of its own. */
public final class ScriptedBackstage implements Backstage {
  private static final String UNIX = "unix:";

  private final ScriptedOrigin origin;
  private final CertificateFiles certificates;

  private ScriptedBackstage(ScriptedOrigin origin) {
    this.origin = origin;
    this.certificates = new CertificateFiles(origin.tls());
  }

  /** The kind that is meant where none is named, on a port of its own. */
  public static Backstage.Kind onPort() {
    return new Kind("scripted", ScriptedBackstage::freePort);
  }

  /** On a unix-domain socket in a folder of its own. */
  public static Backstage.Kind onUnixSocket() {
    return new Kind("unix", ScriptedBackstage::freePath);
  }

  /** Where to listen. */
  private interface Place {
    SocketAddress find(String name) throws IOException;
  }

  private record Kind(String name, Place place) implements Backstage.Kind {
    @Override
    public Optional<String> complaint(String fault) {
      return switch (Fault.MENU.read(fault)) {
        case Reading.Understood<Fault> _ -> Optional.empty();
        case Reading.Unclear<Fault>(String why) -> Optional.of(why);
      };
    }

    @Override
    public Backstage start(String called) throws IOException {
      return new ScriptedBackstage(
          ScriptedOrigin.start(called, place.find(called), System::nanoTime, sighting -> {}));
    }
  }

  @Override
  public String address() {
    return origin.endpoint();
  }

  @Override
  public String file(String word) throws IOException {
    return certificates.of(word).toString();
  }

  @Override
  public void play(List<String> faults) throws IOException {
    origin.play(faults.toArray(String[]::new));
    Optional<Path> socket = socket();
    if (socket.isPresent() && faults.stream().noneMatch(each -> each.endsWith("-permission"))) {
      allowAll(socket.get());
    }
  }

  @Override
  public boolean awaitQuiet(Duration patience) throws InterruptedException {
    return origin.journal().await(patience, ScriptedBackstage::allGone);
  }

  @Override
  public List<Subject.Document> documents() {
    return List.of();
  }

  @Override
  public void close() throws IOException {
    origin.close();
    certificates.delete();
    Optional<Path> socket = socket();
    if (socket.isPresent()) {
      Files.deleteIfExists(socket.get());
      Files.deleteIfExists(Objects.requireNonNull(socket.get().getParent()));
    }
  }

  private Optional<Path> socket() {
    return Optional.of(origin.endpoint())
        .filter(endpoint -> endpoint.startsWith(UNIX))
        .map(endpoint -> Path.of(endpoint.substring(UNIX.length())));
  }

  /** A gateway may run as another user. */
  private static void allowAll(Path socket) throws IOException {
    Set<PosixFilePermission> all = EnumSet.allOf(PosixFilePermission.class);
    Files.setPosixFilePermissions(Objects.requireNonNull(socket.getParent()), all);
    if (Files.exists(socket)) {
      Files.setPosixFilePermissions(socket, all);
    }
  }

  private static boolean allGone(List<Sighting> seen) {
    return seen.stream().filter(Sighting.Came.class::isInstance).count()
        == seen.stream().filter(Sighting.Gone.class::isInstance).count();
  }

  private static SocketAddress freePort(String name) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
  }

  private static SocketAddress freePath(String name) throws IOException {
    return UnixDomainSocketAddress.of(
        Files.createTempDirectory("unix-origin").resolve(name + ".sock"));
  }
}
