package dev.latchkey.persistence;

import java.util.ArrayList;
import java.util.List;

/**
 * A transaction that {@link Database} has begun, and what waits for its end.
 *
 * @param key tells it from those that the application begins while this one is suspended
 * @param writes what is executed before the commit
 * @param deeds what runs after the commit
 */
record OwnTransaction(Object key, List<LateWrite> writes, List<Runnable> deeds) {

  OwnTransaction(Object key) {
    this(key, new ArrayList<>(), new ArrayList<>());
  }
}
