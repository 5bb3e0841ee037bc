package dev.latchkey.sessions;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LastSeenTest {

  private final List<List<Long>> written = new ArrayList<>();
  private final List<Runnable> turns = new ArrayList<>();
  private final LastSeen lastSeen = new LastSeen(this::write);
  private Runnable duringTheNextWrite = () -> {};

  @Test
  void uses_thatWaitForATurn_areWrittenTogetherAndInOrder() {
    lastSeen.start(turns::add);
    lastSeen.note(2);
    lastSeen.note(1);
    lastSeen.note(2);

    runOne();

    assertEquals(List.of(List.of(1L, 2L)), written);
    assertEquals(List.of(), turns);
  }

  @Test
  void uses_beyondABatch_areWrittenInTheSameTurn() {
    lastSeen.start(turns::add);
    LongStream.range(0, LastSeen.MOST_AT_ONCE + 1).forEach(lastSeen::note);

    runOne();

    assertEquals(
        List.of(LastSeen.MOST_AT_ONCE, 1),
        written.stream().map(List::size).sorted((a, b) -> b - a).toList());
  }

  @Test
  void use_duringATurn_getsATurnOfItsOwn() {
    lastSeen.start(turns::add);
    lastSeen.note(1);
    duringTheNextWrite = () -> lastSeen.note(7);

    runOne();
    runOne();

    assertEquals(List.of(List.of(1L), List.of(7L)), written);
  }

  @Test
  void uses_thatNoThreadTakes_areWrittenAtTheEnd() {
    lastSeen.start(
        turn -> {
          throw new RejectedExecutionException("ending");
        });
    lastSeen.note(1);
    lastSeen.note(2);
    assertEquals(List.of(), written);

    lastSeen.stop();

    assertEquals(List.of(List.of(1L, 2L)), written);
  }

  @Test
  void uses_whoseTurnNeverComes_areWrittenAtTheEnd() {
    lastSeen.start(turns::add);
    lastSeen.note(1);

    lastSeen.stop();
    lastSeen.note(2);

    assertEquals(List.of(List.of(1L), List.of(2L)), written);
  }

  private void write(List<Long> batch) {
    written.add(batch);
    Runnable once = duringTheNextWrite;
    duringTheNextWrite = () -> {};
    once.run();
  }

  private void runOne() {
    turns.remove(0).run();
  }
}
