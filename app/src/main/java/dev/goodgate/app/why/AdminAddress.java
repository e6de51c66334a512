package dev.goodgate.app.why;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks the admin address of a running gateway; believes neither its size nor its form. */
final class AdminAddress {
  /** What came of asking. */
  sealed interface Outcome {}

  /** One JSON object, as it came and as it reads. */
  record Told(String text, JsonNode tree) implements Outcome {}

  record NotKept() implements Outcome {}

  /** {@code why} is a sentence that says what to do. */
  record CouldNot(String why) implements Outcome {}

  private static final Duration CONNECT = Duration.ofSeconds(3);
  private static final Duration ANSWER = Duration.ofSeconds(15);
  private static final long MAX_BODY = 8 << 20;

  private final URI admin;
  private final Optional<String> token;

  AdminAddress(URI admin, Optional<String> token) {
    this.admin = admin;
    this.token = token;
  }

  Outcome ask(String path) throws InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(admin.resolve(path)).timeout(ANSWER).GET();
    try (HttpClient http =
        HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .proxy(HttpClient.Builder.NO_PROXY)
            .version(HttpClient.Version.HTTP_1_1)
            .build()) {
      token.ifPresent(it -> request.header("Authorization", "Bearer " + it));
      return read(
          http.send(request.build(), BodyHandlers.limiting(BodyHandlers.ofByteArray(), MAX_BODY)));
    } catch (ConnectException | HttpTimeoutException e) {
      return new CouldNot(
          "no gateway answers at "
              + admin
              + ". Is one running (goodgate serve, goodgate demo)? Another admin address: --admin"
              + " URL");
    } catch (IOException e) {
      return new CouldNot("what answers at " + admin + " is no admin address: " + e.getMessage());
    } catch (IllegalArgumentException e) {
      return new CouldNot("the token holds characters that no token has");
    }
  }

  private Outcome read(HttpResponse<byte[]> answer) {
    return switch (answer.statusCode()) {
      case 200 -> parse(new String(answer.body(), StandardCharsets.UTF_8));
      case 401 ->
          new CouldNot(
              token.isEmpty()
                  ? "the gateway wants a token: set GOODGATE_TOKEN, or use --token-file FILE"
                  : "the gateway does not accept this token");
      case 404 ->
          answer
                  .headers()
                  .firstValue("Content-Type")
                  .filter(type -> type.startsWith("application/problem+json"))
                  .isPresent()
              ? new NotKept()
              : notAdmin();
      default -> new CouldNot(admin + " answered with status " + answer.statusCode());
    };
  }

  private Outcome parse(String text) {
    try {
      JsonNode tree = JsonMapper.builder().build().readTree(text);
      return tree.isObject() && (tree.has("verdict") || tree.has("exchanges"))
          ? new Told(text, tree)
          : notAdmin();
    } catch (JacksonException e) {
      return notAdmin();
    }
  }

  private Outcome notAdmin() {
    return new CouldNot("what answers at " + admin + " is not the admin address of a Goodgate");
  }
}
