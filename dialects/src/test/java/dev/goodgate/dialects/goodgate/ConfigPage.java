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

  static final String ROUTES_EXAMPLE =
      """
      listeners: [{ address: "127.0.0.1:8080" }]
      headers:                                       # on every route
        reply: { set: { X-Frame-Options: DENY }, remove: [Server] }
      routes:
        - match: { host: old.example.com }
          redirect: { to: "https://www.example.com{uri}", status: 308 }
        - match: { path: /robots.txt }
          reply: { body: "User-agent: *" }
        - match: { path: /api/, method: [POST, PUT], header: { X-Canary: "*" } }
          upstream: canary
          path: { strip-prefix: /api }               # /api/cart is /cart to the endpoint
          body-limit: 10MiB                          # 413 above it
          buffer: { request: true }                  # slow clients hold no endpoint
          headers: { request: { set: { X-Real-IP: "{client}" }, remove: [Cookie] } }
        - upstream: web
          compress: true                             # br, zstd or gzip, as the client likes
      upstreams:
        canary: { endpoints: ["127.0.0.1:3001"] }
        web: { endpoints: ["127.0.0.1:3002"] }
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
      port 80, 443, 80 and 9000 where a scheme is written without one; `{ address: "10.0.0.1:80", weight: 3 }` \
      for one with a greater share |

      Write values that begin with `*`, `[` or another sign of YAML in quotes: `"*.example.com"`, `"[::1]:8080"`.
      YAML's anchors, aliases and tags are not used. A plan has 1 MiB at most. Paths of files and folders that do not begin with `/`
      are meant from the plan's own folder, wherever the gateway is started.

      ## What a route can say

      ```yaml
      %s```

      - **Blanks** in header values and redirects are filled with what the client asked, before any change: `{client}` its address,
        `{host}` without and `{authority}` with its port, `{scheme}`, `{method}`, `{path}`, `{query}` with its `?`, `{uri}` path and query,
        `{request-id}`. A brace that stands for itself is doubled.
      - **Header edits**: `remove` and `set` drop what is there, `set` and `add` write. A route's own edits count more than the plan's. Fields that
        belong to one connection, tell where a message ends, or are the gateway's own to write cannot be edited. What comes into replies comes into
        the gateway's own too (error pages, redirects, replies of the plan), unless they say that field themselves.
      - **Paths** are cut and put together at the ends of segments, the query stays. The endpoint learns what was asked from
        `X-Original-Uri` and `X-Forwarded-Prefix`. On every route a `Location` that names the endpoint's own address becomes a path; on a route
        that edits paths, `Location` and `Content-Location` are led back to where the client is. Cookies keep their paths.
      - **Replies of the plan and redirects** reach no endpoint and are no failures; in the log they have `"maker":"gateway"` and no attempt. Where the
        request's body has not come yet, the connection is closed behind the reply.
      - **Buffering** holds a request until it is whole, so that a slow client keeps no endpoint busy, and so that it can be repeated at
        another endpoint: beside its head 100 KiB in memory, the rest in a file without a name, see `buffers`. The gateway itself says `100 (Continue)`.
      - **Compression** passes each piece on at once. Left as they are: replies that are encoded already, partial, vouched for by a digest, of other types, for
        HTTP/1.0, or marked `no-transform`. A strong ETag becomes weak, `Vary: Accept-Encoding` is added. Each loop compresses
        256 replies at one time; further ones pass as they are.
      - **Places**: where `limits.connections` are taken, or descriptors have run out, the client whose connection has been idle longest gives way to
        the one who has just come; after it those who have kept the gateway waiting for more than a second, with 408.
      """;

  private ConfigPage() {}

  static String text() {
    StringBuilder page = new StringBuilder(OPENING.formatted(EXAMPLE, ROUTES_EXAMPLE));
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
