import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns the catalogue's two flat YAML files into tab-separated resources that the JDK alone can
 * read. Run by the build: {@code java CompileCatalogue.java CAUSES REMEDIES TARGET}. Lists every
 * fault with file and line and writes nothing when there is one.
 */
final class CompileCatalogue {
  private static final Set<String> CAUSE_KEYS =
      ordered(
          "id title domain phase status rfc9209 cluster neighbours manifestation looks_like"
              + " told_apart_by");
  private static final Set<String> OPTIONAL_KEYS = Set.of("manifestation");
  private static final Set<String> REMEDY_KEYS = ordered("cause effort who action verify");

  private static final Set<String> DOMAINS =
      ordered(
          "client gateway gateway-config network-path dns tls upstream upstream-resource cdn-edge");
  private static final Set<String> PHASES =
      ordered(
          "select resolve bind connect tls proxy-preface write-request wait-first-byte parse-head"
              + " stream-body upgrade deliver");
  private static final Set<String> STATUSES = ordered("500 502 503 504 4xx abort none");
  private static final Set<String> EFFORTS = ordered("easy moderate hard");
  private static final int MOST_REMEDIES = 4;

  private final List<String> faults = new ArrayList<>();

  public static void main(String[] args) throws IOException {
    Path causes = Path.of(args[0]);
    Path remedies = Path.of(args[1]);
    Path target = Path.of(args[2]);
    var compile = new CompileCatalogue();
    List<Entry> causeEntries = compile.read(causes, CAUSE_KEYS);
    List<Entry> remedyEntries = compile.read(remedies, REMEDY_KEYS);
    compile.judgeCauses(causeEntries);
    compile.judgeRemedies(causeEntries, remedyEntries);
    if (!compile.faults.isEmpty()) {
      compile.faults.forEach(System.err::println);
      System.err.println("the catalogue has " + compile.faults.size() + " faults");
      System.exit(1);
    }
    Files.createDirectories(target);
    writeIfChanged(
        target.resolve("causes.tsv"), table(causeEntries, "section", List.copyOf(CAUSE_KEYS)));
    writeIfChanged(
        target.resolve("remedies.tsv"), table(remedyEntries, "", List.copyOf(REMEDY_KEYS)));
  }

  /** One flat mapping; every value is kept as text, a list as words with commas between. */
  private record Entry(Path file, int line, String section, Map<String, String> values) {
    String get(String key) {
      return values.getOrDefault(key, "");
    }

    String at() {
      return file + ":" + line + ": ";
    }
  }

  private static final Pattern SECTION = Pattern.compile("# ([A-Z]\\. .+)");
  private static final Pattern PAIR = Pattern.compile("(- |  )([a-z0-9_]+): (.+)");

  private List<Entry> read(Path file, Set<String> keys) throws IOException {
    List<Entry> entries = new ArrayList<>();
    String section = "";
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      String at = file + ":" + number + ": ";
      Matcher heading = SECTION.matcher(line);
      if (heading.matches()) {
        section = heading.group(1);
        continue;
      }
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      Matcher pair = PAIR.matcher(line);
      if (!pair.matches()) {
        faults.add(at + "expected '- key: value' or '  key: value'");
        continue;
      }
      if (pair.group(1).equals("- ")) {
        entries.add(new Entry(file, number, section, new LinkedHashMap<>()));
      }
      if (entries.isEmpty()) {
        faults.add(at + "a value before the first '- '");
        continue;
      }
      String key = pair.group(2);
      if (!keys.contains(key)) {
        faults.add(at + "unknown key " + key + "; known are " + keys);
      } else if (entries.getLast().values.put(key, value(at, pair.group(3))) != null) {
        faults.add(at + key + " stands twice in one entry");
      }
    }
    entries.forEach(entry -> judgeKeys(entry, keys));
    return entries;
  }

  private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]+");
  private static final Pattern QUOTED =
      Pattern.compile("\"((?:[^\"\\\\\\p{Cntrl}]|\\\\[\"\\\\])+)\"");
  private static final Pattern LIST = Pattern.compile("\\[([a-z0-9-]+(?:, [a-z0-9-]+)*)?]");

  private String value(String at, String text) {
    if (text.equals("null")) {
      return "";
    }
    if (WORD.matcher(text).matches()) {
      return text;
    }
    Matcher quoted = QUOTED.matcher(text);
    if (quoted.matches()) {
      return quoted.group(1).replaceAll("\\\\(.)", "$1");
    }
    Matcher list = LIST.matcher(text);
    if (list.matches()) {
      return list.group(1) == null ? "" : list.group(1).replace(", ", ",");
    }
    faults.add(at + "expected a plain word, a double-quoted string or a [flow, list]");
    return text;
  }

  private void judgeKeys(Entry entry, Set<String> keys) {
    for (String key : keys) {
      if (!entry.values.containsKey(key) && !OPTIONAL_KEYS.contains(key)) {
        faults.add(entry.at() + "lacks " + key);
      }
    }
  }

  private void judgeCauses(List<Entry> causes) {
    Set<String> ids = new LinkedHashSet<>();
    for (Entry cause : causes) {
      if (!ids.add(cause.get("id"))) {
        faults.add(cause.at() + "a second cause called " + cause.get("id"));
      }
      if (cause.section.isEmpty()) {
        faults.add(cause.at() + "stands before the first '# A. section'");
      }
      oneOf(cause, "domain", DOMAINS);
      oneOf(cause, "phase", PHASES);
      oneOf(cause, "status", STATUSES);
      oneOf(cause, "manifestation", Set.of("", "true"));
    }
    for (Entry cause : causes) {
      for (String neighbour : cause.get("neighbours").split(",")) {
        if (!ids.contains(neighbour) || neighbour.equals(cause.get("id"))) {
          faults.add(cause.at() + "neighbour '" + neighbour + "' is not another cause");
        }
      }
    }
  }

  private void judgeRemedies(List<Entry> causes, List<Entry> remedies) {
    Map<String, List<Entry>> byCause =
        remedies.stream().collect(Collectors.groupingBy(remedy -> remedy.get("cause")));
    for (Entry remedy : remedies) {
      oneOf(remedy, "effort", EFFORTS);
    }
    for (Entry cause : causes) {
      List<Entry> own = byCause.getOrDefault(cause.get("id"), List.of());
      if (own.isEmpty() || own.size() > MOST_REMEDIES) {
        faults.add(cause.at() + cause.get("id") + " has " + own.size() + " remedies, not 1 to 4");
      }
      List<Integer> efforts =
          own.stream().map(each -> List.copyOf(EFFORTS).indexOf(each.get("effort"))).toList();
      if (!efforts.equals(efforts.stream().sorted().toList())) {
        faults.add(own.getFirst().at() + "remedies of " + cause.get("id") + " are not easy first");
      }
    }
    Set<String> ids = causes.stream().map(cause -> cause.get("id")).collect(Collectors.toSet());
    for (Entry remedy : remedies) {
      if (!ids.contains(remedy.get("cause"))) {
        faults.add(remedy.at() + "no cause is called " + remedy.get("cause"));
      }
    }
  }

  private void oneOf(Entry entry, String key, Set<String> allowed) {
    if (!allowed.contains(entry.get(key))) {
      faults.add(entry.at() + key + " '" + entry.get(key) + "' is none of " + allowed);
    }
  }

  private static String table(List<Entry> entries, String section, List<String> keys) {
    var text = new StringBuilder();
    for (Entry entry : entries) {
      if (!section.isEmpty()) {
        text.append(entry.section).append('\t');
      }
      text.append(keys.stream().map(entry::get).collect(Collectors.joining("\t"))).append('\n');
    }
    return text.toString();
  }

  /** An untouched file keeps its time, so that nothing behind it is built again. */
  private static void writeIfChanged(Path file, String text) throws IOException {
    if (!Files.exists(file) || !Files.readString(file).equals(text)) {
      Files.writeString(file, text);
    }
  }

  private static Set<String> ordered(String words) {
    return new LinkedHashSet<>(List.of(words.split(" ")));
  }
}
