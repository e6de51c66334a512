package dev.goodgate.trials.backstage;

import dev.goodgate.lab.fault.FaultCatalog;
import dev.goodgate.lab.origin.ScriptedOrigin;
import dev.goodgate.lab.origin.Sighting;
import dev.goodgate.trials.subject.Subject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The lab's origin, which writes nothing of its own. */
public record ScriptedBackstage(ScriptedOrigin origin) implements Backstage {
  /** The kind that is meant where none is named. */
  public static final class Kind implements Backstage.Kind {
    @Override
    public String name() {
      return "scripted";
    }

    @Override
    public Optional<String> complaint(String fault) {
      return switch (FaultCatalog.read(fault)) {
        case FaultCatalog.Reading.Understood _ -> Optional.empty();
        case FaultCatalog.Reading.Unclear(String why) -> Optional.of(why);
      };
    }

    @Override
    public Backstage start(String name) throws IOException {
      return new ScriptedBackstage(
          ScriptedOrigin.start(
              name,
              new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
              System::nanoTime,
              sighting -> {}));
    }
  }

  @Override
  public String address() {
    return "127.0.0.1:" + origin.port();
  }

  @Override
  public void play(List<String> faults) {
    origin.play(faults.toArray(String[]::new));
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
  public void close() {
    origin.close();
  }

  private static boolean allGone(List<Sighting> seen) {
    return seen.stream().filter(Sighting.Came.class::isInstance).count()
        == seen.stream().filter(Sighting.Gone.class::isInstance).count();
  }
}
