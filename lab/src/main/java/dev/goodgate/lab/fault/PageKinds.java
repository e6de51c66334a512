package dev.goodgate.lab.fault;

import dev.goodgate.lab.fault.Fault.Then;
import dev.goodgate.lab.menu.Menu.Kind;
import java.util.List;
import java.util.stream.Stream;

/** Good answers that tell of trouble: somebody behind this gateway made them. */
final class PageKinds {
  private static final String GROUP = "who is really speaking";

  private PageKinds() {}

  static List<Kind<Fault>> all() {
    return Stream.concat(pages().stream(), edge().stream()).toList();
  }

  private static List<Kind<Fault>> pages() {
    return List.of(
        new Kind<>(
            GROUP,
            "nested-gateway-error",
            "answers with the error page of another gateway",
            with -> says(with.choice("of", Page.NGINX).reply(with.number("status", 502)))),
        own("upstream-app-error", "answers with an error page of its own", 500, ""),
        own("upstream-self-503", "says that it is overloaded", 503, "Retry-After: 5"),
        own("upstream-disk-full", "answers 500 and names the disk", 500, "X-Note: ENOSPC"),
        own("origin-rate-limits-gateway", "answers 429", 429, "Retry-After: 30"),
        own("waf-or-allowlist-block", "answers 403", 403, ""),
        own(
            "stale-cached-error",
            "answers with an old error from a cache",
            502,
            "Age: 240\r\nX-Cache: HIT"),
        own(
            "platform-maintenance-page",
            "answers with the page of a hosting platform",
            503,
            "Server: Cowboy\r\nVia: 1.1 vegur"));
  }

  private static List<Kind<Fault>> edge() {
    return List.of(
        cdn("cdn-origin-unknown", 520),
        cdn("cdn-origin-refused", 521),
        cdn("cdn-origin-timeout", 522),
        cdn("cdn-origin-unreachable", 523),
        cdn("cdn-origin-slow", 524),
        cdn("cdn-origin-tls", 525),
        cdn("cdn-origin-cert", 526),
        cdn("cdn-origin-dns", 530),
        cdn("cdn-edge-internal", 500));
  }

  private static Kind<Fault> cdn(String name, int status) {
    return new Kind<>(
        GROUP,
        name,
        "answers " + status + " as the edge of a CDN does",
        with -> says(Page.CLOUDFLARE.reply(status)));
  }

  /** {@code fields}: none, or lines without the last end. */
  private static Kind<Fault> own(String name, String description, int otherwise, String fields) {
    return new Kind<>(
        GROUP,
        name,
        description,
        with -> {
          int status = with.number("status", otherwise);
          String body = "The application answers " + status + ".\n";
          String type = fields.isEmpty() ? Wording.TYPE : fields + Wording.END + Wording.TYPE;
          return says(Wording.head(status, type, Wording.length(body.length())) + body);
        });
  }

  private static Fault says(String reply) {
    return new Fault.Says(reply, Then.KEEP);
  }
}
