package dev.goodgate.trials.scenario;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static java.util.stream.Collectors.toSet;

import dev.goodgate.trials.backstage.Backstage;
import dev.goodgate.trials.backstage.RealBackstage;
import dev.goodgate.trials.backstage.ScriptedBackstage;
import dev.goodgate.vocabulary.diagnosis.Catalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The words that scenario files may use for causes, for families of causes that leave one trace,
 * for what stands in an endpoint's place.
 */
record Lexicon(Set<String> causes, Map<String, List<String>> families, List<Backstage.Kind> kinds) {
  static final String SCRIPTED = "scripted";

  static Lexicon load() {
    Catalogue catalogue = Catalogue.load();
    return new Lexicon(
        catalogue.all().stream().map(cause -> cause.id().value()).collect(toSet()),
        catalogue.all().stream()
            .filter(cause -> cause.trace().isPresent())
            .collect(
                groupingBy(
                    cause -> cause.trace().orElseThrow(),
                    mapping(cause -> cause.id().value(), toList()))),
        Stream.concat(
                Stream.of(ScriptedBackstage.onPort(), ScriptedBackstage.onUnixSocket()),
                RealBackstage.kinds().stream())
            .toList());
  }

  boolean isCause(String id) {
    return causes.contains(id);
  }

  /** Empty where no family is called so. */
  List<String> family(String name) {
    return families.getOrDefault(name, List.of());
  }

  Optional<String> complaint(String kind, String fault) {
    return kinds.stream()
        .filter(each -> each.name().equals(kind))
        .findFirst()
        .map(each -> each.complaint(fault))
        .orElseGet(() -> Optional.of("nothing of kind '" + kind + "' can stand here"));
  }

  Backstage.Kind kind(String name) {
    return kinds.stream().filter(each -> each.name().equals(name)).findFirst().orElseThrow();
  }
}
