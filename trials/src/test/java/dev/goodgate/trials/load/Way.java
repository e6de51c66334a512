package dev.goodgate.trials.load;

import java.util.List;

/** How clients speak with a gateway, and where: each has a port of its own. */
enum Way {
  PLAIN("@PORT@"),
  TLS("@TLS@"),
  H2("@TLS@"),
  H2C("@H2C@");

  private final String place;

  Way(String place) {
    this.place = place;
  }

  /** What stands for its port in the plans. */
  String place() {
    return place;
  }

  /** What h2load is told, which makes the load of all but plain HTTP/1.1. */
  List<String> words(int port) {
    return switch (this) {
      case PLAIN -> throw new IllegalStateException("a load of our own");
      case TLS -> List.of("--h1", "https://127.0.0.1:" + port);
      case H2 -> List.of("-m", "16", "https://127.0.0.1:" + port);
      case H2C -> List.of("-m", "16", "http://127.0.0.1:" + port);
    };
  }
}
