package dev.goodgate.trials.load;

import dev.goodgate.gateway.wire.Loop;
import dev.goodgate.gateway.wire.Timer;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Connections that have each had one answer and stay open until they leave. */
final class IdleCrowd implements LoadClient.Owner {
  /** So many connect at a time: fewer than any gateway lets wait. */
  private static final int ABREAST = 32;

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final Loop loop;
  private final Question question;
  private final MemorySegment request;
  private final Map<Flaw, Long> flaws = new EnumMap<>(Flaw.class);
  private final List<LoadClient> clients = new ArrayList<>();
  private int toCome;
  private int answered;
  private int failed;
  private boolean late;

  IdleCrowd(Loop loop, Question question, Arena arena) {
    this.loop = loop;
    this.question = question;
    this.request = question.request(arena);
  }

  /** Returns when all have had their answer, or have failed. */
  Count gather(int connections) {
    toCome = connections;
    for (int i = 0; i < ABREAST; i++) {
      next();
    }
    Timer end = loop.timer(() -> late = true);
    end.set(loop.exactNow() + PATIENCE.toNanos());
    while (answered + failed < connections && !late) {
      loop.turn();
    }
    end.drop();
    if (answered + failed < connections) {
      flaws.put(Flaw.SILENT, (long) (connections - answered - failed));
    }
    return new Count(answered, flaws);
  }

  void leave() {
    clients.forEach(LoadClient::leave);
  }

  private void next() {
    if (toCome > 0) {
      toCome--;
      LoadClient client = new LoadClient(loop, question, request, this);
      clients.add(client);
      client.open();
    }
  }

  @Override
  public void answered(LoadClient client) {
    answered++;
    next();
  }

  @Override
  public void ended(LoadClient client) {
    answered--;
    failed(client, Flaw.BROKEN);
  }

  @Override
  public void failed(LoadClient client, Flaw flaw) {
    failed++;
    flaws.merge(flaw, 1L, Long::sum);
    loop.execute(this::next);
  }
}
