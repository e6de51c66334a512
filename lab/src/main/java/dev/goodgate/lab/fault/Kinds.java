package dev.goodgate.lab.fault;

import dev.goodgate.lab.menu.Menu.Kind;
import java.util.List;
import java.util.stream.Stream;

/** All kinds of fault, in the order of how far an exchange comes; then those of one protocol. */
final class Kinds {
  private Kinds() {}

  static List<Kind<Fault>> all() {
    return Stream.of(
            SoundKinds.all(),
            SilentKinds.unreachable(),
            StagedKinds.connections(),
            TlsKinds.all(),
            StagedKinds.application(),
            StagedKinds.wishes(),
            SilentKinds.noAnswer(),
            HeadKinds.all(),
            FormKinds.all(),
            BodyKinds.all(),
            FollowKinds.all(),
            PageKinds.all(),
            Http2Kinds.all(),
            FastCgiKinds.all())
        .flatMap(List::stream)
        .toList();
  }
}
