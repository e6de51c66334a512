package dev.goodgate.lab.origin;

import dev.goodgate.lab.fault.Fault.Stance;
import dev.goodgate.lab.socket.Acceptor;
import dev.goodgate.lab.socket.Connection;
import java.io.IOException;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The path of a unix-domain socket, and all that can be wrong with it. Forbidding takes every
 * permission away from the socket or from its folder: root connects all the same, so a gateway that
 * is to feel it runs as another user. A folder that holds anything else is not touched.
 */
final class UnixPort implements Port {
  private static final int BACKLOG = 256;
  private static final int MAX_FILLERS = 16;

  private final Path path;
  private final Consumer<Connection> arrivals;
  private final List<SocketChannel> fillers = new ArrayList<>();
  private @Nullable Acceptor<Connection> acceptor;
  private @Nullable Set<PosixFilePermission> folderBefore;
  private Stance stance = Stance.MISSING;

  UnixPort(Path path, Consumer<Connection> arrivals) throws IOException {
    this.path = path.toAbsolutePath();
    this.arrivals = arrivals;
    if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !isSocket()) {
      throw new IOException(path + " is there, and is no socket");
    }
  }

  @Override
  public UnixDomainSocketAddress address() {
    return UnixDomainSocketAddress.of(path);
  }

  @Override
  public boolean knows(Stance wanted) {
    return true;
  }

  @Override
  public synchronized void take(Stance wanted) throws IOException {
    if (wanted == Stance.OPEN && stance == Stance.OPEN) {
      return;
    }
    clear();
    switch (wanted) {
      case OPEN -> listen(BACKLOG).start("origin acceptor", arrivals);
      case UNTAKEN -> listen(BACKLOG);
      case FULL -> fill();
      case MISSING -> {}
      case PLAIN_FILE -> Files.createFile(path);
      case FOLDER -> Files.createDirectory(path);
      case REFUSING, STALE -> leaveBehind();
      case FILE_FORBIDDEN -> {
        listen(BACKLOG).start("origin acceptor", arrivals);
        Files.setPosixFilePermissions(path, Set.of());
      }
      case FOLDER_FORBIDDEN -> {
        listen(BACKLOG).start("origin acceptor", arrivals);
        forbidFolder();
      }
    }
    stance = wanted;
  }

  @Override
  public void close() {
    try {
      take(Stance.MISSING);
    } catch (IOException alreadyGone) {
      // Nobody can be helped by knowing.
    }
  }

  private void clear() throws IOException {
    stance = Stance.MISSING;
    Set<PosixFilePermission> before = folderBefore;
    if (before != null) {
      Files.setPosixFilePermissions(folder(), before);
      folderBefore = null;
    }
    if (acceptor != null) {
      acceptor.close();
      acceptor = null;
    }
    for (SocketChannel filler : fillers) {
      filler.close();
    }
    fillers.clear();
    Files.deleteIfExists(path);
  }

  /** The socket file outlives who listened, as after a crash. */
  private void leaveBehind() throws IOException {
    listen(1).close();
    acceptor = null;
  }

  private void fill() throws IOException {
    acceptor = listen(1);
    for (int count = 0; count < MAX_FILLERS; count++) {
      SocketChannel filler = SocketChannel.open(StandardProtocolFamily.UNIX);
      fillers.add(filler);
      filler.configureBlocking(false);
      try {
        boolean queued = filler.connect(address());
        assert queued;
      } catch (SocketException full) {
        return;
      }
    }
    throw new IOException("the queue of " + path + " could not be filled");
  }

  private void forbidFolder() throws IOException {
    try (Stream<Path> inside = Files.list(folder())) {
      Optional<Path> other = inside.filter(each -> !each.equals(path)).findFirst();
      if (other.isPresent()) {
        throw new IOException(folder() + " holds more than the socket: it is not forbidden");
      }
    }
    folderBefore = Files.getPosixFilePermissions(folder());
    Files.setPosixFilePermissions(folder(), Set.of());
  }

  private Acceptor<Connection> listen(int backlog) throws IOException {
    ServerSocketChannel channel = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      channel.bind(address(), backlog);
    } catch (IOException failed) {
      channel.close();
      throw failed;
    }
    Acceptor<Connection> listening = new Acceptor<>(channel, () -> Connection.of(channel.accept()));
    acceptor = listening;
    return listening;
  }

  private boolean isSocket() throws IOException {
    return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .isOther();
  }

  private Path folder() {
    return Optional.ofNullable(path.getParent()).orElseThrow();
  }
}
