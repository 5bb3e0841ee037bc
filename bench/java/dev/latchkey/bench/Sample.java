package dev.latchkey.bench;

import org.HdrHistogram.Histogram;

/**
 * What one slice of time has brought.
 *
 * @param latencies in microseconds
 * @param serverCpu processor time of the server, in seconds; NaN where it is not known
 * @param databaseCpu that of the database
 * @param allocated bytes that the server's threads have allocated; NaN where it is not known
 * @param compiling how many seconds the server's compilers have worked; NaN where it is not known
 */
record Sample(
    long requests,
    double seconds,
    Histogram latencies,
    double serverCpu,
    double databaseCpu,
    double allocated,
    double compiling) {

  double perSecond() {
    return requests / seconds;
  }
}
