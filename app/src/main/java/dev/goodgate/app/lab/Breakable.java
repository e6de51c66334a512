package dev.goodgate.app.lab;

import dev.goodgate.lab.fault.Fault;
import dev.goodgate.lab.link.LinkFault;
import dev.goodgate.lab.menu.Menu;
import dev.goodgate.lab.resolver.NameFault;
import dev.goodgate.lab.road.RoadFault;
import dev.goodgate.lab.rude.Rudeness;
import java.util.Locale;

/** What the lab can break, each with its menu and how to run what is on it. */
enum Breakable {
  ENDPOINT("FAULT"),
  RESOLVER("--resolver FAULT"),
  LINK("--link FAULT --to HOST:PORT"),
  ROAD("--road FAULT"),
  CLIENT("--client FAULT --to HOST:PORT");

  private final String words;

  Breakable(String words) {
    this.words = words;
  }

  Menu<?> menu() {
    return switch (this) {
      case ENDPOINT -> Fault.MENU;
      case RESOLVER -> NameFault.MENU;
      case LINK -> LinkFault.MENU;
      case ROAD -> RoadFault.MENU;
      case CLIENT -> Rudeness.MENU;
    };
  }

  /** What follows {@code goodgate lab} on the command line. */
  String words() {
    return words;
  }

  String id() {
    return name().toLowerCase(Locale.ROOT);
  }
}
