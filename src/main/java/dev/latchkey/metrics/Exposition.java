package dev.latchkey.metrics;

/**
 * Writes figures in the text format that Prometheus reads (version 0.0.4). For one thread and one answer.
 */
public final class Exposition {

  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder(8192);

  /** What only grows while the node runs. @param name ends in {@code _total} */
  public Family counter(String name, String help, String... labels) {
    return family("counter", name, help, labels);
  }

  /** What is as it is at the moment. */
  public Family gauge(String name, String help, String... labels) {
    return family("gauge", name, help, labels);
  }

  /** All that was written. */
  @Override
  public String toString() {
    return text.toString();
  }

  private Family family(String type, String name, String help, String... labels) {
    text.append("# HELP ").append(name).append(' ').append(help.replace("\\", "\\\\").replace("\n", "\\n"));
    text.append("\n# TYPE ").append(name).append(' ').append(type).append('\n');
    return new Family(name, labels);
  }

  /** The figures of one name; all of them are written before the next name's. */
  public final class Family {

    private final String name;
    private final String[] labels;

    private Family(String name, String[] labels) {
      this.name = name;
      this.labels = labels;
    }

    /** @param values of the labels, in their order */
    public Family sample(double value, String... values) {
      text.append(name);
      for (int i = 0; i < labels.length; i++) {
        text.append(i == 0 ? '{' : ',').append(labels[i]).append("=\"").append(escaped(values[i])).append('"');
      }
      text.append(labels.length == 0 ? " " : "} ").append(number(value)).append('\n');
      return this;
    }

    private static String escaped(String value) {
      return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String number(double value) {
      return value == Math.rint(value) && Math.abs(value) < 1e15 ? Long.toString((long) value) : Double.toString(value);
    }
  }
}
