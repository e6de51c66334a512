package dev.goodgate.vocabulary.diagnosis;

import dev.goodgate.vocabulary.traffic.Phase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every cause there is a name for, in the order of the catalogue. Immutable and checked when read:
 * ids are unique, neighbours exist (and are read as symmetric), every cause has a remedy.
 */
public final class Catalogue {
  private final Map<CauseId, Cause> causes;

  public Catalogue(Collection<Cause> causes) {
    Map<CauseId, Cause> byId = new LinkedHashMap<>();
    for (Cause cause : causes) {
      if (byId.put(cause.id(), cause) != null) {
        throw new IllegalArgumentException("two causes are called " + cause.id());
      }
    }
    Map<CauseId, Set<CauseId>> neighbours = symmetric(byId);
    byId.replaceAll((id, cause) -> withNeighbours(cause, neighbours.getOrDefault(id, Set.of())));
    this.causes = byId;
  }

  /** The catalogue built into this program. */
  public static Catalogue load() {
    Map<String, List<Remedy>> remedies = new HashMap<>();
    for (String[] row : rows("remedies.tsv", 5)) {
      remedies.computeIfAbsent(row[0], id -> new ArrayList<>()).add(remedy(row));
    }
    List<Cause> causes = new ArrayList<>();
    for (String[] row : rows("causes.tsv", 12)) {
      causes.add(cause(row, remedies.getOrDefault(row[1], List.of())));
    }
    return new Catalogue(causes);
  }

  public Optional<Cause> find(CauseId id) {
    return Optional.ofNullable(causes.get(id));
  }

  public List<Cause> all() {
    return List.copyOf(causes.values());
  }

  /** The causes that fit words as people type them, best first; forgives slips of the finger. */
  public List<Cause> search(String words) {
    return new CatalogueSearch(all()).search(words);
  }

  /** The ids most like {@code typed}, best first, for "did you mean". */
  public List<CauseId> nearest(String typed, int most) {
    return new CatalogueSearch(all()).nearest(typed, most);
  }

  private static Map<CauseId, Set<CauseId>> symmetric(Map<CauseId, Cause> causes) {
    Map<CauseId, Set<CauseId>> neighbours = new HashMap<>();
    for (Cause cause : causes.values()) {
      neighbours
          .computeIfAbsent(cause.id(), id -> new LinkedHashSet<>())
          .addAll(cause.neighbours());
    }
    for (Cause cause : causes.values()) {
      for (CauseId neighbour : cause.neighbours()) {
        if (!causes.containsKey(neighbour)) {
          throw new IllegalArgumentException(cause.id() + " is next to unknown " + neighbour);
        }
        neighbours.computeIfAbsent(neighbour, id -> new LinkedHashSet<>()).add(cause.id());
      }
    }
    return neighbours;
  }

  private static Cause withNeighbours(Cause cause, Set<CauseId> neighbours) {
    return new Cause(
        cause.id(),
        cause.title(),
        cause.section(),
        cause.domain(),
        cause.phase(),
        cause.answer(),
        cause.registeredType(),
        cause.sharedTrace(),
        List.copyOf(neighbours),
        cause.looksLike(),
        cause.toldApartBy(),
        cause.manifestation(),
        cause.remedies());
  }

  private static Cause cause(String[] row, List<Remedy> remedies) {
    String id = row[1];
    return new Cause(
        CauseId.of(id),
        row[2],
        row[0],
        Domain.of(row[3]).orElseThrow(() -> unknown(id, row[3])),
        Phase.of(row[4]).orElseThrow(() -> unknown(id, row[4])),
        Cause.Answer.of(row[5]).orElseThrow(() -> unknown(id, row[5])),
        emptyAsNull(row[6]),
        emptyAsNull(row[7]),
        List.of(row[8].split(",", -1)).stream().map(CauseId::of).toList(),
        row[10],
        row[11],
        row[9].equals("true"),
        remedies);
  }

  private static Remedy remedy(String[] row) {
    for (Remedy.Effort effort : Remedy.Effort.values()) {
      if (effort.id().equals(row[1])) {
        return new Remedy(effort, row[2], row[3], null, null, row[4]);
      }
    }
    throw unknown(row[0], row[1]);
  }

  private static IllegalArgumentException unknown(String id, String word) {
    return new IllegalArgumentException(id + ": unknown word '" + word + "'");
  }

  private static @Nullable String emptyAsNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static List<String[]> rows(String resource, int columns) {
    try (InputStream in = Catalogue.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("built without " + resource);
      }
      var lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      List<String[]> rows = new ArrayList<>();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] row = line.split("\t", -1);
        if (row.length != columns) {
          throw new IllegalArgumentException(resource + " has a row of " + row.length);
        }
        rows.add(row);
      }
      return rows;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
