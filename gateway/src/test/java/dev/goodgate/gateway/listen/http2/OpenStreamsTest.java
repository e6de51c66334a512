package dev.goodgate.gateway.listen.http2;

import static org.assertj.core.api.Assertions.assertThat;

import dev.goodgate.gateway.wire.memory.Blocks;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OpenStreamsTest {
  private final Blocks blocks = new Blocks();
  private final OpenStreams streams = new OpenStreams(3);

  @AfterEach
  void free() {
    blocks.close();
  }

  private ClientStream open(int number) {
    ClientStream stream = new ClientStream(blocks);
    streams.seen(number);
    streams.open(stream, number);
    return stream;
  }

  @Test
  void areFoundAsLongAsTheyAreOpen() {
    ClientStream first = open(1);
    ClientStream second = open(5);
    ClientStream third = open(7);
    assertThat(streams.isFull()).isTrue();
    streams.close(first);
    assertThat(streams.find(1)).isNull();
    assertThat(streams.find(5)).isSameAs(second);
    assertThat(streams.find(7)).isSameAs(third);
    assertThat(streams.count()).isEqualTo(2);
  }

  @Test
  void haveAFate() {
    streams.close(open(5));
    streams.close(open(7));
    streams.giveUp(7);
    assertThat(streams.fate(3)).isEqualTo(OpenStreams.Fate.SKIPPED);
    assertThat(streams.fate(5)).isEqualTo(OpenStreams.Fate.ENDED);
    assertThat(streams.fate(7)).isEqualTo(OpenStreams.Fate.GIVEN_UP);
    assertThat(streams.fate(9)).isEqualTo(OpenStreams.Fate.IDLE);
  }

  @Test
  void areForgottenWhenManyOthersHaveCome() {
    for (int number = 1; number < 1_000; number += 2) {
      streams.close(open(number));
    }
    assertThat(streams.fate(1)).isEqualTo(OpenStreams.Fate.SKIPPED);
    assertThat(streams.fate(999)).isEqualTo(OpenStreams.Fate.ENDED);
  }
}
