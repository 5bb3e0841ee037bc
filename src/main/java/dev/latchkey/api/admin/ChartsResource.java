package dev.latchkey.api.admin;

import dev.latchkey.api.exchange.Answers;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.api.wire.ApiError;
import dev.latchkey.api.wire.ArrayText;
import dev.latchkey.api.wire.Envelope;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.metrics.history.MetricHistory;
import dev.latchkey.persistence.Database;
import dev.latchkey.texts.ErrorCodes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** The metrics of the last day, for administrators. Says nothing about users. */
@Path("/admin/v1/charts")
@Consumes({MediaType.APPLICATION_JSON, MediaType.WILDCARD})
@Produces(MediaType.APPLICATION_JSON)
@ApplicationScoped
public class ChartsResource {

  private static final long MINUTE = 60;

  @Inject Exchange exchange;
  @Inject Database database;
  @Inject MetricHistory history;

  @GET
  public Response read(@Context UriInfo uri) {
    QueryFields query = new QueryFields(uri.getQueryParameters());
    Instant now = database.now();
    Instant earliest = now.minus(MetricHistory.LENGTH);
    Instant since = query.time("since").filter(earliest::isBefore).orElse(earliest);
    Instant until = query.time("until").filter(now::isAfter).orElse(now);
    long seconds = query.number("bucket", MINUTE, MetricHistory.LENGTH.toSeconds()).orElse(MINUTE);
    if (!query.errors().isEmpty()) {
      return exchange.badRequest(query.errors());
    }
    if (seconds % MINUTE != 0 || !since.isBefore(until)) {
      String param = since.isBefore(until) ? "bucket" : "until";
      return exchange.badRequest(List.of(new ApiError(ErrorCodes.INVALID, param)));
    }
    return Answers.of(Envelope.of(200).data(text(since, until, Duration.ofSeconds(seconds))));
  }

  private ObjectText text(Instant since, Instant until, Duration bucket) {
    Instant from = since.truncatedTo(ChronoUnit.MINUTES);
    long millis = Duration.between(from, until).toMillis();
    int buckets = (int) ((millis + bucket.toMillis() - 1) / bucket.toMillis());
    ObjectText series = new ObjectText();
    history
        .read(from, buckets, bucket)
        .forEach((each, values) -> series.put(each.text(), numbers(values)));
    return new ObjectText()
        .put("from", from)
        .put("to", from.plus(bucket.multipliedBy(buckets)))
        .put("bucket", bucket.toSeconds())
        .put("series", series);
  }

  private static ArrayText numbers(long[] values) {
    ArrayText numbers = new ArrayText();
    for (long value : values) {
      numbers.add(value);
    }
    return numbers;
  }
}
