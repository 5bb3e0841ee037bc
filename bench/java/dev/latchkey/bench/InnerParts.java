package dev.latchkey.bench;

import dev.latchkey.bench.inner.Signatures;
import java.util.Collection;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The inner parts, one by one. */
final class InnerParts implements Bench.Part {

  @Override
  public void run(Bench.Surroundings all) {
    all.report().title("Inner parts, on one thread");
    all.report().head("", "algorithm", "µs", "±", "bytes allocated");
    results(all.options().isSmoke()).stream()
        .sorted(Comparator.comparing((RunResult r) -> r.getPrimaryResult().getLabel()))
        .forEach(result -> row(all.report(), result));
  }

  private static Collection<RunResult> results(boolean smoke) {
    OptionsBuilder options = new OptionsBuilder();
    options.include(Signatures.class.getPackageName().replace(".", "\\.") + "\\..*");
    options.mode(Mode.AverageTime).timeUnit(TimeUnit.MICROSECONDS).forks(1).jvmArgs("-Xmx256m");
    options.warmupIterations(smoke ? 0 : 2).warmupTime(TimeValue.seconds(1));
    options
        .measurementIterations(smoke ? 1 : 3)
        .measurementTime(smoke ? TimeValue.milliseconds(100) : TimeValue.seconds(1));
    options
        .addProfiler(GCProfiler.class)
        .verbosity(org.openjdk.jmh.runner.options.VerboseMode.SILENT);
    try {
      return new Runner(options.build()).run();
    } catch (RunnerException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void row(Report report, RunResult result) {
    String algorithm = result.getParams().getParam("algorithm");
    Result<?> bytes =
        result.getSecondaryResults().entrySet().stream()
            .filter(r -> r.getKey().endsWith("gc.alloc.rate.norm"))
            .map(r -> (Result<?>) r.getValue())
            .findFirst()
            .orElse(null);
    report.row(
        result.getPrimaryResult().getLabel(),
        algorithm == null ? "" : algorithm,
        Report.number(result.getPrimaryResult().getScore(), 2),
        Report.number(result.getPrimaryResult().getScoreError(), 2),
        bytes == null ? "–" : Report.number(bytes.getScore(), 0));
  }
}
