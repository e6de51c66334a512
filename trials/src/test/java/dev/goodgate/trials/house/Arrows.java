package dev.goodgate.trials.house;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The drawing of the house as ARCHITECTURE.md has it: which module may see which, which libraries
 * each may use, which rooms have a wall.
 */
record Arrows(Map<String, Module> modules, List<Wall> walls) {
  private static final List<String> JDK = List.of("java", "javax", "org.jspecify.annotations");

  /** A module with what it may import; both are names as code uses them. */
  record Module(Set<String> sees, Set<String> libraries) {}

  /** What a room never sees, with the rooms and classes that this is not said of. */
  record Wall(String room, List<String> never, List<String> except, String because) {}

  static Arrows read(String architecture) {
    return new Arrows(
        MarkdownTable.under("Modules", architecture).stream()
            .collect(Collectors.toMap(row -> first(row.get(0)), Arrows::module)),
        MarkdownTable.under("Walls", architecture).stream()
            .flatMap(row -> MarkdownTable.codes(row.get(0)).stream().map(room -> wall(room, row)))
            .toList());
  }

  /** Why a class must not see another; empty where it may. */
  Optional<String> refusal(String from, String to) {
    return refusalOfModule(from, to).or(() -> refusalOfWall(from, to));
  }

  private Optional<String> refusalOfModule(String from, String to) {
    String name = ClassFiles.module(from);
    Module module = modules.get(name);
    if (module == null) {
      return Optional.of("module '" + name + "' is not in the drawing of ARCHITECTURE.md");
    }
    if (to.startsWith(ClassFiles.HOUSE)) {
      String other = ClassFiles.module(to);
      return other.equals(name) || module.sees.contains(other)
          ? Optional.empty()
          : Optional.of("the drawing has no arrow from " + name + " to " + other);
    }
    boolean known =
        JDK.stream().anyMatch(each -> isIn(to, each))
            || module.libraries.stream().anyMatch(each -> isIn(to, each));
    return known
        ? Optional.empty()
        : Optional.of("ARCHITECTURE.md does not list this library for " + name);
  }

  private Optional<String> refusalOfWall(String from, String to) {
    return walls.stream()
        .filter(wall -> isIn(from, ClassFiles.HOUSE + wall.room))
        .filter(wall -> wall.never.stream().anyMatch(each -> isIn(to, absolute(each))))
        .filter(wall -> wall.except.stream().noneMatch(each -> isIn(to, absolute(each))))
        .filter(wall -> wall.except.stream().noneMatch(each -> isIn(from, absolute(each))))
        .map(Wall::because)
        .findFirst();
  }

  private static Module module(List<String> row) {
    return new Module(
        Set.copyOf(MarkdownTable.codes(row.get(2))), Set.copyOf(MarkdownTable.codes(row.get(3))));
  }

  private static Wall wall(String room, List<String> row) {
    return new Wall(
        room, MarkdownTable.codes(row.get(1)), MarkdownTable.codes(row.get(2)), row.get(3));
  }

  private static String first(String cell) {
    return MarkdownTable.codes(cell).getFirst();
  }

  private static boolean isIn(String type, String place) {
    return type.equals(place) || type.startsWith(place + ".") || type.startsWith(place + "$");
  }

  /** A room of the house is written without the name all rooms share. */
  private static String absolute(String place) {
    return place.startsWith("java") || place.startsWith("com.") ? place : ClassFiles.HOUSE + place;
  }
}
