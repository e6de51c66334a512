package dev.goodgate.dialects.goodgate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.Endpoint.Address;
import dev.goodgate.vocabulary.plan.Endpoint.Protocol;
import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.plan.Listener;
import dev.goodgate.vocabulary.plan.Match;
import dev.goodgate.vocabulary.plan.Plan;
import dev.goodgate.vocabulary.plan.Route;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a command line says in place of a file. */
class CommandTest {
  @Test
  void makesAPlanOfOneListenerAndItsEndpoints() {
    Plan plan =
        understood(
            PlanReader.readCommand(
                List.of("127.0.0.1:0", ":8081"), List.of("127.0.0.1:3001", "https://a.b")));
    assertThat(plan.listeners())
        .containsExactly(
            Listener.plain(new HostPort("127.0.0.1", 0)),
            Listener.plain(new HostPort("0.0.0.0", 8081)));
    assertThat(plan.routes())
        .containsExactly(new Route("everything", Match.everything(), "upstream"));
    assertThat(plan.upstreams().get("upstream").endpoints())
        .extracting(Endpoint::written)
        .containsExactly("127.0.0.1:3001", "https://a.b");
  }

  @Test
  void pointsIntoTheCommandWhereItIsWrong() {
    Reading<Plan> reading = PlanReader.readCommand(List.of("8080"), List.of("a:1", "htps://b"));
    assertThat(reading.complaints())
        .extracting(Complaint::render)
        .containsExactly(
            """
            command line:1:10: error: `8080` has no host
                1 | --listen 8080 --to a:1,htps://b
                  |          ^^^^
               expected an address such as `127.0.0.1:8080` or `[::1]:8080`
               did you mean `127.0.0.1:8080`?
            """,
            """
            command line:1:24: error: `htps://b` has an unknown scheme
                1 | --listen 8080 --to a:1,htps://b
                  |                        ^^^^^^^^
               expected host:port, http://, https://, h2c://, unix:/path, fastcgi://host:port or fastcgi+unix:/path
               did you mean `https://b`?
            """);
  }

  @Test
  void refusesACommandThatLeadsBackToItself() {
    Reading<Plan> reading = PlanReader.readCommand(List.of(":8080"), List.of("localhost:8080"));
    assertThat(reading).isInstanceOf(Reading.Refused.class);
    assertThat(reading.complaints().getFirst().message()).contains("round in a loop");
  }

  @Test
  void refusesACommandWithoutEndpoints() {
    assertThat(PlanReader.readCommand(List.of(":8080"), List.of()).complaints())
        .extracting(Complaint::message)
        .containsExactly("`upstreams.upstream.endpoints` is empty");
  }

  @Test
  void readsAnAddressAlone() {
    assertThat(understood(PlanReader.readAddress("--admin", "[::1]:9502")))
        .isEqualTo(new HostPort("::1", 9502));
    assertThat(PlanReader.readAddress("--admin", "").complaints())
        .extracting(c -> c.place() + " " + c.message())
        .containsExactly("--admin:1:1 `` has no port");
  }

  @Test
  void readsAnEndpointAloneInEachOfItsForms() {
    isEndpoint("a.b:1", Protocol.HTTP, new Address.Tcp(new HostPort("a.b", 1)));
    isEndpoint("http://A.b", Protocol.HTTP, new Address.Tcp(new HostPort("a.b", 80)));
    isEndpoint("https://[::1]", Protocol.HTTPS, new Address.Tcp(new HostPort("::1", 443)));
    isEndpoint("h2c://a:50051", Protocol.H2C, new Address.Tcp(new HostPort("a", 50051)));
    isEndpoint("unix:/run/a.sock", Protocol.HTTP, new Address.Unix("/run/a.sock"));
    isEndpoint("unix:///run/a.sock", Protocol.HTTP, new Address.Unix("/run/a.sock"));
    isEndpoint("fastcgi://a", Protocol.FASTCGI, new Address.Tcp(new HostPort("a", 9000)));
    isEndpoint("fastcgi+unix:/run/a", Protocol.FASTCGI, new Address.Unix("/run/a"));
  }

  private static void isEndpoint(String text, Protocol protocol, Address address) {
    assertThat(understood(PlanReader.readEndpoint("--to", text)))
        .isEqualTo(new Endpoint(text, protocol, address));
  }

  private static <T> T understood(Reading<T> reading) {
    return switch (reading) {
      case Reading.Understood<T> good -> good.value();
      case Reading.Refused<T> bad -> throw new AssertionError(bad.complaints().toString());
    };
  }
}
