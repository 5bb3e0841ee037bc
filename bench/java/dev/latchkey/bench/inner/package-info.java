/** The inner parts one by one, with JMH; {@code bench/run --only inner}. */
package dev.latchkey.bench.inner;
