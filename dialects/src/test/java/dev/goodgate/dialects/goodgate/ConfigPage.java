package dev.goodgate.dialects.goodgate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page of the documentation that lists every setting, written from the settings themselves. */
final class ConfigPage {
  static final String EXAMPLE =
      """
      listeners:
        - address: "127.0.0.1:8080"
        - address: "127.0.0.1:8443"
          tls: { certificate: site.pem, key: site.key }
      routes:                                        # the first match wins
        - match: { host: shop.example.com, path: /api/ }
          upstream: api
        - upstream: web                              # no match: everything else
      upstreams:
        api:
          endpoints: ["127.0.0.1:3001", "127.0.0.1:3002"]
          timeouts: { connect: 1s, first-byte: 10s, total: 30s }
          retry: { attempts: 3, budget: 20% }
          health: { path: /healthz }
        web:
          endpoints: ["https://origin.example.com"]
      """;

  private static final String OPENING =
      """
      # The plan file

      <!-- Written by ConfigPageTest from the settings in code: change them there, then run
           ./mvnw verify -pl dialects -am -Dpages.fix=true -->

      A plan is one YAML file, `goodgate.yaml` unless another is named. Check it before a gateway runs it:

      ```
      goodgate plan validate goodgate.yaml
      ```

      Editors with a YAML language server complete and check it too, given the [schema](plan.schema.json) that
      `goodgate plan schema` prints and, as the plan's first line, `# yaml-language-server: $schema=plan.schema.json`.

      ```yaml
      %s```

      Only endpoints, a listener and a route have to be written; everything else has a default.
      An unknown key, a key that is there twice or a value without its unit is an error.

      | kind | written | note |
      |---|---|---|
      | duration | `250ms` `3s` `1m` `1h` | one whole number with one unit |
      | size | `512B` `64KiB` `1MiB` | always with its unit |
      | share | `20%%` | |
      | address | `127.0.0.1:8080` `[::1]:8080` | listeners also take `:8080`, every IPv4 address |
      | endpoint | `host:port` `http://` `https://` `h2c://` `unix:/path` `fastcgi://host:port` `fastcgi+unix:/path` | \
      port 80, 443, 80 and 9000 where a scheme is written without one |

      Write values that begin with `*`, `[` or another sign of YAML in quotes: `"*.example.com"`, `"[::1]:8080"`.
      YAML's anchors, aliases and tags are not used. A plan has 1 MiB at most.
      """;

  private ConfigPage() {}

  static String text() {
    StringBuilder page = new StringBuilder(OPENING.formatted(EXAMPLE));
    sections().forEach((section, settings) -> append(page, section, settings));
    return page.toString();
  }

  private static void append(StringBuilder page, String section, List<Setting<?>> settings) {
    page.append("\n## ")
        .append(section.isEmpty() ? "Top level" : "`" + section + "`")
        .append("\n\n");
    Settings.SECTIONS.stream()
        .filter(s -> s.path().equals(section.replaceFirst("(\\[]|\\.\\*)$", "")))
        .forEach(s -> page.append(s.meaning()).append("\n\n"));
    page.append("| setting | value | default | meaning |\n|---|---|---|---|\n");
    for (Setting<?> setting : settings) {
      page.append(row(setting, section)).append('\n');
    }
  }

  private static String row(Setting<?> setting, String section) {
    String key = setting.path().substring(section.isEmpty() ? 0 : section.length());
    key = key.replaceFirst("^\\.", "");
    String shown = key.isEmpty() ? "(in place of the section)" : "`" + key + "`";
    String standard =
        setting.standard().isPresent() ? "`" + setting.otherwise() + "`" : setting.otherwise();
    return "| %s | %s | %s | %s |"
        .formatted(shown, setting.form().expected(), standard, setting.meaning());
  }

  /** Each setting under the longest section that its path begins with. */
  private static Map<String, List<Setting<?>>> sections() {
    Map<String, List<Setting<?>>> sections = new LinkedHashMap<>();
    for (Setting<?> setting : Settings.ALL) {
      sections.computeIfAbsent(section(setting), unseen -> new ArrayList<>()).add(setting);
    }
    return sections;
  }

  private static String section(Setting<?> setting) {
    if (setting == Settings.ACCESS_LOG) {
      return setting.path();
    }
    String path = setting.path().replaceFirst("\\[]$", "");
    int dot = path.lastIndexOf('.');
    return dot < 0 ? "" : path.substring(0, dot);
  }
}
