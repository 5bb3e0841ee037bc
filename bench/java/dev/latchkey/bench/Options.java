package dev.latchkey.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param only which parts; empty for all
 * @param slice how long a turn takes
 * @param warmUp how long each target is warmed up
 * @param rounds how many turns each has
 * @param connections how many requests are under way at once
 * @param servers which servers, as {@code bin/serve} knows them
 * @param algorithms which tokens are signed with
 * @param before another WAR to measure beside this one
 */
record Options(
    Set<String> only,
    Duration slice,
    Duration warmUp,
    int rounds,
    int connections,
    List<String> servers,
    List<String> algorithms,
    Optional<Path> before,
    boolean isSmoke) {

  private static final String USAGE =
      """
      usage: bench/run [--smoke] [--only PART,…] [--server SERVER,…] [--algorithm NAME,…]
                       [--seconds N] [--warm-up N] [--rounds N] [--connections N] [--before WAR]
      parts: %s
      """;

  static Options parse(String[] arguments) {
    Options options =
        new Options(
            Set.of(),
            Duration.ofSeconds(3),
            Duration.ofSeconds(30),
            9,
            16,
            List.of("payara-micro", "wildfly-microprofile"),
            List.of("RS256", "ES256", "EdDSA"),
            Optional.empty(),
            false);
    for (int i = 0; i < arguments.length; i++) {
      String name = arguments[i];
      options =
          name.equals("--smoke") ? options.smoke() : options.with(name, value(arguments, ++i));
    }
    return options;
  }

  boolean wants(String part) {
    return only.isEmpty() ? !isSmoke || part.equals("tokens") : only.contains(part);
  }

  private Options smoke() {
    return new Options(
        only,
        Duration.ofMillis(500),
        Duration.ofSeconds(1),
        3,
        4,
        List.of("payara-micro"),
        List.of("ES256"),
        before,
        true);
  }

  private Options with(String name, String value) {
    return switch (name) {
      case "--only" ->
          new Options(
              Set.of(value.split(",")),
              slice,
              warmUp,
              rounds,
              connections,
              servers,
              algorithms,
              before,
              isSmoke);
      case "--server" ->
          new Options(
              only,
              slice,
              warmUp,
              rounds,
              connections,
              List.of(value.split(",")),
              algorithms,
              before,
              isSmoke);
      case "--algorithm" ->
          new Options(
              only,
              slice,
              warmUp,
              rounds,
              connections,
              servers,
              List.of(value.split(",")),
              before,
              isSmoke);
      case "--seconds" ->
          new Options(
              only,
              seconds(value),
              warmUp,
              rounds,
              connections,
              servers,
              algorithms,
              before,
              isSmoke);
      case "--warm-up" ->
          new Options(
              only,
              slice,
              seconds(value),
              rounds,
              connections,
              servers,
              algorithms,
              before,
              isSmoke);
      case "--rounds" ->
          new Options(
              only,
              slice,
              warmUp,
              number(value),
              connections,
              servers,
              algorithms,
              before,
              isSmoke);
      case "--connections" ->
          new Options(
              only, slice, warmUp, rounds, number(value), servers, algorithms, before, isSmoke);
      case "--before" ->
          new Options(
              only,
              slice,
              warmUp,
              rounds,
              connections,
              servers,
              algorithms,
              Optional.of(Path.of(value)),
              isSmoke);
      default -> throw usage();
    };
  }

  private static String value(String[] arguments, int i) {
    if (i >= arguments.length) {
      throw usage();
    }
    return arguments[i];
  }

  private static int number(String value) {
    try {
      return Integer.parseInt(value);
    } catch (NumberFormatException e) {
      throw usage();
    }
  }

  private static Duration seconds(String value) {
    return Duration.ofSeconds(number(value));
  }

  private static IllegalArgumentException usage() {
    return new IllegalArgumentException(USAGE.formatted(String.join(", ", Bench.PARTS)));
  }
}
