package dev.latchkey.metrics;

/** Writes metrics in Prometheus' text format (version 0.0.4). For one thread and one response. */
public final class PrometheusText implements Exposition {

  public static final String CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8";

  private final StringBuilder text = new StringBuilder(8192);

  @Override
  public Family counter(String name, String help, String... labels) {
    return family("counter", name, help, labels);
  }

  @Override
  public Family gauge(String name, String help, String... labels) {
    return family("gauge", name, help, labels);
  }

  /** All that was written. */
  @Override
  public String toString() {
    return text.toString();
  }

  private Family family(String type, String name, String help, String... labels) {
    text.append("# HELP ")
        .append(name)
        .append(' ')
        .append(help.replace("\\", "\\\\").replace("\n", "\\n"));
    text.append("\n# TYPE ").append(name).append(' ').append(type).append('\n');
    return new Lines(name, labels);
  }

  private final class Lines implements Family {

    private final String name;
    private final String[] labels;

    private Lines(String name, String[] labels) {
      this.name = name;
      this.labels = labels;
    }

    @Override
    public Family sample(double value, String... values) {
      text.append(name);
      for (int i = 0; i < labels.length; i++) {
        text.append(i == 0 ? '{' : ',')
            .append(labels[i])
            .append("=\"")
            .append(escaped(values[i]))
            .append('"');
      }
      text.append(labels.length == 0 ? " " : "} ").append(number(value)).append('\n');
      return this;
    }

    private static String escaped(String value) {
      return value.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    }

    private static String number(double value) {
      return value == Math.rint(value) && Math.abs(value) < 1e15
          ? Long.toString((long) value)
          : Double.toString(value);
    }
  }
}
