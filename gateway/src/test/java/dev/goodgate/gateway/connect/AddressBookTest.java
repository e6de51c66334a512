package dev.goodgate.gateway.connect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.vocabulary.plan.Endpoint;
import dev.goodgate.vocabulary.plan.HostPort;
import dev.goodgate.vocabulary.traffic.Detail;
import dev.goodgate.vocabulary.traffic.Symptom;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Without asking anybody outside: only names that this system answers itself. */
class AddressBookTest {
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  @AutoClose private final AddressBook book = new AddressBook();

  @Test
  void knowsNumbersAndPathsAtOnce() {
    assertThat(tcp("127.0.0.1").addresses())
        .containsExactly(new InetSocketAddress("127.0.0.1", 80));
    assertThat(tcp("::1").addresses()).containsExactly(new InetSocketAddress("::1", 80));
    assertThat(book.entry(new Endpoint.Address.Unix("/run/app.sock"), Duration.ZERO).addresses())
        .containsExactly(UnixDomainSocketAddress.of("/run/app.sock"));
  }

  @Test
  void looksUpNames() {
    assertThat(tcp("localhost").addresses())
        .isNotEmpty()
        .allSatisfy(each -> {
          InetAddress address = ((InetSocketAddress) each).getAddress();
          assertThat(address.isLoopbackAddress()).isTrue();
        });
  }

  @Test
  void saysWhyANameHasNoAddress() {
    String name = "x".repeat(64); // longer than a label may be: nobody is asked
    AddressBook.Entry entry = tcp(name);

    assertThat(entry.addresses()).isEmpty();
    assertThat(entry.failure().symptom()).isEqualTo(Symptom.UNRESOLVED);
    assertThat(entry.failure().detail()).isEqualTo(new Detail.Lookup(name, "no such name"));
  }

  @Test
  void whatOnlyLooksLikeANumberIsANameThatIsNotThere() {
    AddressBook.Entry entry = tcp("::wrong");

    assertThat(entry.addresses()).isEmpty();
    assertThat(entry.failure().symptom()).isEqualTo(Symptom.UNRESOLVED);
  }

  private AddressBook.Entry tcp(String host) {
    return book.entry(new Endpoint.Address.Tcp(new HostPort(host, 80)), PATIENCE);
  }
}
