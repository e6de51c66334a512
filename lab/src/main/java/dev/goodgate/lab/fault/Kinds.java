package dev.goodgate.lab.fault;

import dev.goodgate.lab.menu.Menu.Kind;
import java.util.List;
import java.util.stream.Stream;

/** All kinds of fault, in the order of how far an exchange comes. */
final class Kinds {
  private Kinds() {}

  static List<Kind<Fault>> all() {
    return Stream.of(
            SoundKinds.all(),
            SilentKinds.all(),
            StagedKinds.all(),
            HeadKinds.all(),
            FormKinds.all(),
            BodyKinds.all(),
            FollowKinds.all(),
            PageKinds.all(),
            Http2Kinds.all(),
            FastCgiKinds.all(),
            TlsKinds.all())
        .flatMap(List::stream)
        .toList();
  }
}
