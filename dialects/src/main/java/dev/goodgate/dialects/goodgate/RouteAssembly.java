package dev.goodgate.dialects.goodgate;

import dev.goodgate.vocabulary.plan.Action;
import dev.goodgate.vocabulary.plan.Compression;
import dev.goodgate.vocabulary.plan.Match;
import dev.goodgate.vocabulary.plan.PathEdit;
import dev.goodgate.vocabulary.plan.Route;
import dev.goodgate.vocabulary.plan.Treatment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes one route from values that were found to be without error. */
final class RouteAssembly {
  private final Values.Scope written;

  private RouteAssembly(Values.Scope written) {
    this.written = written;
  }

  static Route route(Values.Scope written) {
    return new RouteAssembly(written).route();
  }

  private Route route() {
    Match match = match(written).orElseThrow();
    String name = written.written(RouteSettings.NAME).orElseGet(() -> name(match));
    return new Route(name, match, action(), treatment());
  }

  /** Empty where a part of it was not understood. */
  static Optional<Match> match(Values.Scope route) {
    Optional<String> host = route.written(RouteSettings.MATCH_HOST);
    Optional<String> path = route.written(RouteSettings.MATCH_PATH);
    List<Values.Found<String>> methods = route.all(RouteSettings.MATCH_METHOD);
    Map<String, String> fields = new LinkedHashMap<>();
    Map<String, Values.Scope> asked = route.named("match.header");
    asked.forEach((name, field) ->
        field.written(RouteSettings.MATCH_FIELD).ifPresent(value -> fields.put(name, value)));
    boolean whole =
        host.isPresent() == route.wrote(RouteSettings.MATCH_HOST)
            && path.isPresent() == route.wrote(RouteSettings.MATCH_PATH)
            && methods.isEmpty() != route.wroteSection("match.method")
            && fields.size() == asked.size();
    return whole
        ? Optional.of(
            new Match(
                host.orElse(null),
                path.orElse(null),
                methods.stream().map(Values.Found::value).toList(),
                fields))
        : Optional.empty();
  }

  private static String name(Match match) {
    String methods = match.methods().isEmpty() ? "" : String.join("|", match.methods()) + ":";
    String fields =
        match.fields().keySet().stream().map(f -> "[" + f + "]").collect(Collectors.joining());
    String name = methods + match.host().orElse("") + match.path().orElse("") + fields;
    return name.isEmpty() ? "everything" : name;
  }

  private Action action() {
    if (written.wroteSection("redirect")) {
      return new Action.Redirect(
          written.get(RouteSettings.REDIRECT_TO), written.get(RouteSettings.REDIRECT_STATUS));
    }
    if (written.wroteSection("reply")) {
      return new Action.Fixed(
          written.get(RouteSettings.REPLY_STATUS),
          written.get(RouteSettings.REPLY_TYPE),
          written.written(RouteSettings.REPLY_BODY).orElse(""));
    }
    return new Action.Pass(written.get(RouteSettings.UPSTREAM));
  }

  private Treatment treatment() {
    Optional<Long> limit = written.written(RouteSettings.BODY_LIMIT);
    return new Treatment(
        RouteSettings.HEADERS.read(written),
        path(),
        limit.isPresent() ? OptionalLong.of(limit.get()) : OptionalLong.empty(),
        written.get(RouteSettings.BUFFER_REQUEST),
        compression());
  }

  private @Nullable Compression compression() {
    Optional<Boolean> word = written.written(RouteSettings.COMPRESS);
    if (!written.wroteSection("compress") || word.equals(Optional.of(false))) {
      return null;
    }
    List<Compression.Encoding> encodings =
        written.all(RouteSettings.ENCODINGS).stream().map(Values.Found::value).toList();
    List<String> types =
        written.all(RouteSettings.TYPES).stream().map(Values.Found::value).toList();
    return new Compression(
        encodings.isEmpty() ? Compression.DEFAULT.encodings() : encodings,
        types.isEmpty() ? Compression.DEFAULT.types() : types,
        written.get(RouteSettings.MIN));
  }

  private @Nullable PathEdit path() {
    String strip = written.written(RouteSettings.STRIP).orElse("");
    String prepend = written.written(RouteSettings.PREPEND).orElse("");
    return strip.isEmpty() && prepend.isEmpty() ? null : new PathEdit(strip, prepend);
  }
}
