package dev.goodgate.trials.load;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A gateway that takes part: how it is told its plan, how it is started. */
enum Kind {
  NGINX("nginx", "nginx.conf"),
  HAPROXY("haproxy", "haproxy.cfg"),
  GOODGATE("goodgate", "goodgate.yaml");

  private static final Duration PEER_WARM_UP = Duration.ofSeconds(2);

  private final String program;
  private final String template;

  Kind(String program, String template) {
    this.program = program;
    this.template = template;
  }

  /** What it is called in tables. */
  String title() {
    return program;
  }

  /** The resource its plan is made from. */
  String template() {
    return template;
  }

  /** A virtual machine compiles itself first; the others have a cache to fill. */
  Duration warmUp(Duration ours) {
    return this == GOODGATE ? ours : PEER_WARM_UP;
  }

  /** In the foreground. */
  List<String> command(Path plan) throws Trouble {
    return switch (this) {
      case NGINX -> {
        Path folder = plan.toAbsolutePath().getParent();
        yield List.of(
            path(), "-p", folder + "/", "-e", folder + "/error.log", "-c", plan.toString());
      }
      case HAPROXY -> List.of(path(), "-db", "-f", plan.toString());
      case GOODGATE -> List.of(path(), "serve", plan.toString());
    };
  }

  List<String> versionCommand() throws Trouble {
    return List.of(path(), this == GOODGATE ? "--version" : "-v");
  }

  private String path() throws Trouble {
    return this == GOODGATE
        ? Path.of("goodgate").toAbsolutePath().toString()
        : Rig.program(program).toString();
  }
}
