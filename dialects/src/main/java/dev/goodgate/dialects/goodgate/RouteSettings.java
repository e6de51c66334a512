package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.Compression;
import dev.goodgate.vocabulary.plan.Compression.Encoding;
import dev.goodgate.vocabulary.plan.Template;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The settings of a route: {@link Settings} tells what that means. */
final class RouteSettings {
  private static final String FIELD = "[!-~]([ -~]*[!-~])?";

  static final String PATH = "routes[]";

  /** Every route has one of these keys. */
  static final List<String> ACTIONS = List.of("upstream", "redirect", "reply");

  static final EditSettings HEADERS = EditSettings.under("routes[].headers", "on this route");

  static final List<Section> SECTIONS =
      Stream.concat(
              Stream.of(
                  new Section("routes", true, "Which requests go where; the first match wins."),
                  new Section("routes[].match", false, "Which requests the route takes."),
                  new Section(
                      "routes[].match.header",
                      false,
                      "Fields that the request must have, by name: with exactly this value."),
                  new Section(
                      "routes[].redirect",
                      false,
                      "Sends the client elsewhere, without an upstream."),
                  new Section(
                      "routes[].reply",
                      false,
                      "Answers always with the same, without an upstream."),
                  new Section("routes[].buffer", false, "What is held until it is whole."),
                  new Section(
                      "routes[].compress",
                      false,
                      "Compresses replies for clients that ask for it. Where a page holds a secret"
                          + " beside text that comes with the request, its length may betray the"
                          + " secret (BREACH): leave such routes out."),
                  new Section(
                      "routes[].path",
                      false,
                      "How the path becomes the one that the endpoint is asked for. What the reply"
                          + " says in Location and Content-Location is led back.")),
              HEADERS.sections().stream())
          .toList();

  static final Setting<String> NAME =
      Setting.optional(
          "routes[].name",
          Texts.matching("up to 100 printable characters without blanks", "[!-~]{1,100}"),
          "made from the match",
          "What the route is called in logs and by `isolate`.");
  static final Setting<String> UPSTREAM =
      Setting.optional(
          "routes[].upstream",
          Texts.matching("the name of an upstream", UpstreamSettings.NAME),
          "one of `upstream`, `redirect` and `reply` is required",
          "The upstream that answers.");

  static final Setting<String> MATCH_HOST =
      Setting.optional(
          "routes[].match.host",
          new HostPatterns(),
          "every host",
          "The host asked for; `*.` in front stands for one label or more.");
  static final Setting<String> MATCH_PATH =
      Setting.optional(
          "routes[].match.path",
          new Paths(false),
          "every path",
          "The path asked for; one that ends in `/` takes all that begins with it.");
  static final Setting<String> MATCH_METHOD =
      Setting.optional(
          "routes[].match.method[]",
          Texts.matching("a method such as `GET`", "[A-Z][A-Z-]{0,31}"),
          "every method",
          "The methods that are taken.");
  static final Setting<String> MATCH_FIELD =
      Setting.optional(
          "routes[].match.header.*",
          new Texts("a line of printable ASCII, or `*` for any value", FIELD, fits(FIELD)),
          "every request",
          "What the field says; `*` is any value.");

  static final Setting<Template> REDIRECT_TO =
      Setting.required("routes[].redirect.to", Templates.url(), "Where the client shall ask.");
  static final Setting<Integer> REDIRECT_STATUS =
      Setting.of(
          "routes[].redirect.status",
          new Choices<>(List.of(301, 302, 303, 307, 308), String::valueOf),
          308,
          "For ever (301, 308) or for now (302, 303, 307); 307 and 308 keep method and body.");

  static final Setting<Integer> REPLY_STATUS =
      Setting.of("routes[].reply.status", new Counts(200, 599), 200, "The status.");
  static final Setting<String> REPLY_TYPE =
      Setting.of(
          "routes[].reply.content-type",
          new Texts("a media type such as `text/html`", FIELD, fits("[^/ ]+/" + FIELD)),
          "text/plain; charset=utf-8",
          "What the body is.");
  static final Setting<String> REPLY_BODY =
      Setting.optional("routes[].reply.body", new Prose(), "nothing", "What is said, as UTF-8.");

  static final Setting<String> STRIP =
      Setting.optional(
          "routes[].path.strip-prefix",
          Prefixes.OF_PATH,
          "nothing",
          "Taken off the front of the path, if it ends with one of its segments: `/api` takes off"
              + " that of `/api/x`, not that of `/apix`.");
  static final Setting<String> PREPEND =
      Setting.optional(
          "routes[].path.add-prefix", Prefixes.OF_PATH, "nothing", "Put in front of what is left.");

  static final Setting<Long> BODY_LIMIT =
      Setting.optional(
          "routes[].body-limit",
          new Sizes(0, 1L << 50),
          "none",
          "How long the body of a request may be; a longer one is refused with 413.");
  static final Setting<Boolean> BUFFER_REQUEST =
      Setting.of(
          "routes[].buffer.request",
          Choices.yesOrNo(),
          false,
          "Whether no endpoint is asked before the request is there: what does not fit beside its"
              + " head into 100 KiB is kept on disk, see `buffers`.");

  static final Setting<Boolean> COMPRESS =
      Setting.optional(
          "routes[].compress",
          Choices.yesOrNo(),
          "false",
          "The word `true` in place of the section compresses with all as it is by default.");
  static final Setting<Encoding> ENCODINGS =
      Setting.optional(
          "routes[].compress.encodings[]",
          new Choices<>(List.of(Encoding.values()), Encoding::key),
          "br, zstd, gzip",
          "Content codings; the first of those that the client likes best is taken.");
  static final Setting<String> TYPES =
      Setting.optional(
          "routes[].compress.types[]",
          Texts.matching(
              "a media type such as `text/css`, or `text/*`",
              "[a-z0-9][a-z0-9.+-]*/([a-z0-9][a-z0-9.+-]*|\\*)"),
          "text/*, JSON, JavaScript, XML, SVG, WebAssembly",
          "Media types that are worth it.");
  static final Setting<Integer> MIN =
      Setting.of(
          "routes[].compress.min",
          new SmallSizes(0, 1 << 30),
          Compression.DEFAULT.min(),
          "A body that is known to be shorter stays as it is.");

  static final List<Setting<?>> ALL =
      Stream.concat(
              Stream.<Setting<?>>of(
                  UPSTREAM,
                  NAME,
                  MATCH_HOST,
                  MATCH_PATH,
                  MATCH_METHOD,
                  MATCH_FIELD,
                  REDIRECT_TO,
                  REDIRECT_STATUS,
                  REPLY_STATUS,
                  REPLY_TYPE,
                  REPLY_BODY,
                  STRIP,
                  PREPEND,
                  BODY_LIMIT,
                  BUFFER_REQUEST,
                  COMPRESS,
                  ENCODINGS,
                  TYPES,
                  MIN),
              HEADERS.all().stream())
          .toList();

  private RouteSettings() {}

  private static Predicate<String> fits(String pattern) {
    return Pattern.compile(pattern).asMatchPredicate();
  }
}
