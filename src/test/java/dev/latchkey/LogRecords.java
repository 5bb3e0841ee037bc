package dev.latchkey;

import java.text.MessageFormat;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * What is written to the log under one name, and kept out of the tests' own output, until this is
 * closed.
 */
public final class LogRecords extends Handler implements AutoCloseable {

  private final Logger logger;
  private final Level before;
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();

  private LogRecords(String name) {
    this.logger = Logger.getLogger(name);
    this.before = logger.getLevel();
    logger.setLevel(Level.ALL);
    logger.setUseParentHandlers(false);
    logger.addHandler(this);
  }

  public static LogRecords of(Class<?> owner) {
    return of(owner.getName());
  }

  public static LogRecords of(String name) {
    return new LogRecords(name);
  }

  /** The messages with their parameters filled in. */
  public List<String> messages() {
    return records.stream()
        .map(r -> MessageFormat.format(r.getMessage(), r.getParameters()))
        .toList();
  }

  @Override
  public void publish(LogRecord entry) {
    records.add(entry);
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
    logger.setLevel(before);
  }
}
