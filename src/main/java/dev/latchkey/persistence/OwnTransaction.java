package dev.latchkey.persistence;

import java.util.ArrayList;
import java.util.List;

/**
 * A transaction that {@link Database} has begun, and what waits for its end.
 *
 * @param key tells it from those that the application begins while this one is suspended
 * @param writes what is executed before the commit
 * @param deeds what runs after the commit
 * @param remedies what runs if the transaction finally fails
 */
record OwnTransaction(
    Object key, List<LateWrite> writes, List<Runnable> deeds, List<Runnable> remedies) {

  OwnTransaction(Object key) {
    this(key, new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }
}
