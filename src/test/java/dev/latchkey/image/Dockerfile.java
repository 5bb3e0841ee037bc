package dev.latchkey.image;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A Dockerfile, as far as ours goes: build arguments with their defaults, and stages in their
 * order.
 */
record Dockerfile(Map<String, String> arguments, List<Stage> stages) {

  static Dockerfile read(Path file) throws IOException {
    String text =
        Files.readString(file)
            .lines()
            .filter(line -> !line.isBlank() && !line.stripLeading().startsWith("#"))
            .collect(Collectors.joining("\n"))
            .replaceAll("\\\\\n\\s*", "");
    Map<String, String> arguments = new TreeMap<>();
    List<Stage> stages = new ArrayList<>();
    for (Instruction instruction : text.lines().map(Instruction::of).toList()) {
      if (instruction.is("FROM")) {
        List<String> words = instruction.words();
        stages.add(
            new Stage(words.size() == 3 ? words.get(2) : "", words.get(0), new ArrayList<>()));
      } else if (stages.isEmpty()) {
        arguments.putAll(instruction.assignments());
      } else {
        stages.get(stages.size() - 1).instructions().add(instruction);
      }
    }
    return new Dockerfile(arguments, stages);
  }

  Optional<Stage> stage(String name) {
    return stages.stream().filter(stage -> stage.name().equals(name)).findFirst();
  }

  /** What the last stage is made from, with this server as the build argument. */
  Stage image(String server) {
    String base = stages.get(stages.size() - 1).base().replace("${SERVER}", server);
    return stage(base).orElseThrow(() -> new IllegalArgumentException("there is no stage " + base));
  }

  /** The instructions that make a stage, those of the stages below it first. */
  Stream<Instruction> instructions(Stage stage) {
    return Stream.concat(
        stage(stage.base()).map(this::instructions).orElse(Stream.empty()),
        stage.instructions().stream());
  }

  /** Of several, the last one holds: {@code USER}, {@code ENTRYPOINT}, … */
  Optional<Instruction> last(Stage stage, String keyword) {
    List<Instruction> all =
        new ArrayList<>(instructions(stage).filter(i -> i.is(keyword)).toList());
    Collections.reverse(all);
    return all.stream().findFirst();
  }

  Map<String, String> environment(Stage stage) {
    Map<String, String> all = new TreeMap<>();
    instructions(stage).filter(i -> i.is("ENV")).forEach(env -> all.putAll(env.assignments()));
    return all;
  }

  /** The folder that relative paths start from; absolute. */
  String folder(Stage stage) {
    return last(stage, "WORKDIR").map(Instruction::text).orElse("/");
  }
}
