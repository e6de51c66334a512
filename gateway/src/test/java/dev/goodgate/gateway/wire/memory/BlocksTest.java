package dev.goodgate.gateway.wire.memory;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class BlocksTest {
  @AutoClose private final Blocks blocks = new Blocks();

  @Test
  void lendsTheSmallestThatIsLargeEnough() {
    assertThat(blocks.borrow(0).size()).isEqualTo(Blocks.SMALL);
    assertThat(blocks.borrow(Blocks.SMALL).size()).isEqualTo(Blocks.SMALL);
    assertThat(blocks.borrow(Blocks.SMALL + 1).size()).isEqualTo(Blocks.LARGE);
    assertThat(blocks.borrow(Blocks.LARGE).size()).isEqualTo(Blocks.LARGE);
    assertThat(blocks.borrow(Blocks.LARGE + 1).size()).isEqualTo(Blocks.HUGE);
    assertThat(blocks.borrow(Blocks.HUGE).size()).isEqualTo(Blocks.HUGE);
    assertThat(blocks.lent()).isEqualTo(6);
    assertThatIllegalArgumentException().isThrownBy(() -> blocks.borrow(Blocks.HUGE + 1));
    assertThat(blocks.lent()).isEqualTo(6);
  }

  @Test
  void saysWhenEnoughOfTheHugeOnesAreOut() {
    List<Block> out = new ArrayList<>();
    while (blocks.hasHuge()) {
      out.add(blocks.borrow(Blocks.HUGE));
    }
    assertThat(out).hasSize(16);

    blocks.giveBack(out.removeLast());
    assertThat(blocks.hasHuge()).isTrue();
    out.forEach(blocks::giveBack);
    assertThat(blocks.bytes()).as("kept").isEqualTo(4L * Blocks.HUGE);
  }

  @Test
  void lendsTheLastReturnedFirstAndEmpty() {
    Block first = blocks.borrow(1);
    Block second = blocks.borrow(1);
    first.append("used".getBytes(US_ASCII), 0, 4);
    first.take(2);
    blocks.giveBack(second);
    blocks.giveBack(first);

    Block next = blocks.borrow(1);
    assertThat(next).isSameAs(first);
    assertThat(next.length()).isZero();
    assertThat(next.taken()).isZero();
    assertThat(next.room()).isEqualTo(Blocks.SMALL);
  }

  @Test
  void seesThatABlockIsGivenBackTwice() {
    Block block = blocks.borrow(1);
    blocks.giveBack(block);

    assertThatIllegalStateException().isThrownBy(() -> blocks.giveBack(block));
    assertThat(blocks.lent()).isZero();
  }

  @Test
  void seesThatABlockIsUsedAfterItWasGivenBack() {
    Block block = blocks.borrow(1);
    blocks.giveBack(block);

    assertThatThrownBy(block::memory).isInstanceOf(AssertionError.class);
  }

  @Test
  void returnsToTheSystemWhatIsTooMuchToKeep() {
    List<Block> lent = Stream.generate(() -> blocks.borrow(Blocks.LARGE)).limit(200).toList();
    List<MemorySegment> memory = lent.stream().map(Block::memory).toList();
    lent.forEach(blocks::giveBack);

    assertThat(blocks.lent()).isZero();
    assertThat(memory.stream().filter(each -> each.scope().isAlive())).hasSize(128);
  }

  @Test
  void returnsEverythingToTheSystemAtItsEndAlsoWhatIsLent() {
    Blocks ending = new Blocks();
    List<Block> lent = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      lent.add(ending.borrow(i % 2 == 0 ? 1 : Blocks.LARGE));
    }
    List<MemorySegment> memory = lent.stream().map(Block::memory).toList();
    lent.subList(0, 5).forEach(ending::giveBack);
    ending.close();

    assertThat(memory).noneMatch(each -> each.scope().isAlive());
  }

  @Test
  void whatIsTakenOutCanBeTakenAgain() {
    Block block = blocks.borrow(1);
    block.append("abcdef".getBytes(US_ASCII), 1, 4);
    Block copy = blocks.borrow(1);
    copy.append(block.memory(), 1, 3);
    copy.take(2);

    assertThat(block.length()).isEqualTo(4);
    assertThat(copy.remaining()).isEqualTo(1);
    copy.rewind();
    assertThat(copy.remaining()).isEqualTo(3);
    assertThat(copy.memory().get(java.lang.foreign.ValueLayout.JAVA_BYTE, 0)).isEqualTo((byte) 'c');
  }

  @Test
  void refusesToFillABlockBeyondItsEnd() {
    Block block = blocks.borrow(1);
    byte[] much = new byte[Blocks.SMALL + 1];

    assertThatThrownBy(() -> block.append(much, 0, much.length))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(block.length()).isZero();
  }
}
