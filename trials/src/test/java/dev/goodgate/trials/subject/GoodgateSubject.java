package dev.goodgate.trials.subject;

import dev.goodgate.gateway.Gateway;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;

/** Our own gateway, in this process. */
public final class GoodgateSubject implements Subject {
  private final Gateway gateway;
  private final AccessLogReader log;

  /** Starts it from a plan file's text. */
  public static final class Kind implements Subject.Kind {
    private static final long SEED = 1;

    @Override
    public String name() {
      return "goodgate";
    }

    @Override
    public boolean knowsCauses() {
      return true;
    }

    @Override
    public Subject start(String plan) throws IOException {
      AccessLogReader log = new AccessLogReader();
      Gateway.Surroundings surroundings =
          new Gateway.Surroundings(System::nanoTime, InstantSource.system(), new Random(SEED), log);
      return switch (Gateway.start(Plans.read(plan), surroundings)) {
        case Gateway.Start.Running(Gateway gateway) -> new GoodgateSubject(gateway, log);
        case Gateway.Start.CannotListen(var address, String reason) ->
            throw new IOException("cannot listen on " + address + ": " + reason);
      };
    }
  }

  private GoodgateSubject(Gateway gateway, AccessLogReader log) {
    this.gateway = gateway;
    this.log = log;
  }

  @Override
  public InetSocketAddress address() {
    return (InetSocketAddress) gateway.addresses().getFirst();
  }

  @Override
  public Optional<Account> account(String requestId, Duration patience) {
    return log.await(requestId, patience);
  }

  @Override
  public void close() {
    gateway.close();
  }
}
