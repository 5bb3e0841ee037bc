package dev.latchkey.metrics;

/** Writes metrics, one name after the other. Not thread-safe. */
public interface Exposition {

  /** A value that only grows while the node runs. @param name ends in {@code _total} */
  Family counter(String name, String help, String... labels);

  /** A current value. */
  Family gauge(String name, String help, String... labels);

  /** The metrics of one name; write all of them before the next name's. */
  interface Family {

    /**
     * @param values of the labels, in their order
     */
    Family sample(double value, String... values);
  }
}
