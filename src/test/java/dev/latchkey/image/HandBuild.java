package dev.latchkey.image;

import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Follows a Dockerfile step by step on this machine: each stage has a folder that stands for its
 * root, and what an image from elsewhere would bring (Maven, a JDK) is this machine's. Users are
 * not made.
 */
final class HandBuild {

  private final Dockerfile file;
  private final BuildContext context;
  private final Path folder;
  private final Map<String, Path> made = new HashMap<>();

  HandBuild(Dockerfile file, BuildContext context, Path folder) {
    this.file = file;
    this.context = context;
    this.folder = folder;
  }

  /** The folder that stands for the root of a stage, which is made when it is first asked for. */
  Path root(Stage stage) throws IOException, InterruptedException {
    Path root = made.get(stage.name());
    if (root == null) {
      root = Files.createDirectories(folder.resolve(stage.name()));
      make(stage, root);
      made.put(stage.name(), root);
    }
    return root;
  }

  private void make(Stage stage, Path root) throws IOException, InterruptedException {
    if (file.stage(stage.base()).isPresent()) {
      copy(root(file.stage(stage.base()).get()).resolve("."), root);
    }
    Path here = Files.createDirectories(within(root, file.folder(stage)));
    for (Instruction instruction : stage.instructions()) {
      switch (instruction.keyword()) {
        case "COPY" -> copy(instruction, here);
        case "RUN" -> run(instruction.text(), here);
        case "WORKDIR", "ENV", "EXPOSE", "USER", "HEALTHCHECK", "ENTRYPOINT" -> {}
        default -> throw new IllegalArgumentException("unknown here: " + instruction);
      }
    }
  }

  /** A path of a container as the machine has it. */
  static Path within(Path root, String path) {
    return path.startsWith("/") ? root.resolve(path.substring(1)) : root.resolve(path);
  }

  private void copy(Instruction copy, Path here) throws IOException, InterruptedException {
    String from = copy.flags().get("from");
    Path source = from == null ? sent() : root(file.stage(from).orElseThrow());
    List<String> words = copy.words();
    String last = words.get(words.size() - 1);
    Path target = here.resolve(last);
    for (String word : words.subList(0, words.size() - 1)) {
      Path what = within(source, word);
      boolean isFolder = Files.isDirectory(what);
      boolean intoFolder = isFolder || last.endsWith("/");
      Files.createDirectories(intoFolder ? target : target.getParent());
      copy(isFolder ? what.resolve(".") : what, target);
      if (copy.flags().containsKey("chmod")) {
        execute(
            List.of(
                "chmod", copy.flags().get("chmod"), target.resolve(what.getFileName()).toString()),
            here);
      }
    }
  }

  private void run(String command, Path here) throws IOException, InterruptedException {
    if (!command.startsWith("useradd ")) {
      execute(List.of("sh", "-c", command), here);
    }
  }

  /** What the build is sent, in a folder of its own. */
  private Path sent() throws IOException {
    Path sent = folder.resolve("sent");
    if (!Files.exists(sent)) {
      for (Path path : context.files()) {
        Files.createDirectories(sent.resolve(path).getParent());
        Files.copy(context.folder().resolve(path), sent.resolve(path), COPY_ATTRIBUTES);
      }
    }
    return sent;
  }

  private void copy(Path from, Path to) throws IOException, InterruptedException {
    execute(List.of("cp", "-Rp", from.toString(), to.toString()), folder);
  }

  private void execute(List<String> command, Path here) throws IOException, InterruptedException {
    Path log = folder.resolve("build.log");
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(here.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    try {
      assertTrue(process.waitFor(15, TimeUnit.MINUTES), () -> "it does not end: " + command);
      assertEquals(0, process.exitValue(), () -> command + "\n" + read(log));
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static String read(Path log) {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
