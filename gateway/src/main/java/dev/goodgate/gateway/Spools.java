package dev.goodgate.gateway;

import dev.goodgate.gateway.spool.Spool;
import dev.goodgate.vocabulary.plan.Buffers;
import java.util.ArrayList;
import java.util.List;

/**
 * Where requests are held: by the plan in force, and still by those before it, as long as what they
 * hold is under way. Turned by one thread, and asked by any.
 */
final class Spools implements AutoCloseable {
  /** The last is that of the plan in force. */
  private volatile List<Spool> all;

  Spools(Buffers settings) {
    all = List.of(new Spool(settings));
  }

  Spool current() {
    return all.getLast();
  }

  /** Those who hold something elsewhere give it back by themselves. */
  void turnTo(Buffers settings) {
    if (!current().settings().equals(settings)) {
      List<Spool> next =
          new ArrayList<>(all.stream().filter(each -> each.memory() + each.used() > 0).toList());
      next.add(new Spool(settings));
      all = List.copyOf(next);
    }
  }

  Figures.Buffered buffered() {
    List<Spool> now = all;
    return new Figures.Buffered(
        now.stream().mapToLong(Spool::memory).sum(),
        now.stream().mapToLong(Spool::used).sum(),
        now.getLast().settings().most());
  }

  @Override
  public void close() {
    all.forEach(Spool::close);
  }
}
