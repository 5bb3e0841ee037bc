package dev.latchkey.metrics;

/** Takes figures down, one name after the other. For one thread. */
public interface Exposition {

  /** What only grows while the node runs. @param name ends in {@code _total} */
  Family counter(String name, String help, String... labels);

  /** What is as it is at the moment. */
  Family gauge(String name, String help, String... labels);

  /** The figures of one name; all of them are taken down before the next name's. */
  interface Family {

    /**
     * @param values of the labels, in their order
     */
    Family sample(double value, String... values);
  }
}
