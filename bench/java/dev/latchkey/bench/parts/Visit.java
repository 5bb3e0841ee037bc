package dev.latchkey.bench.parts;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A visitor's row. */
@Entity
@Table(name = "bench_visit")
public class Visit {

  @Id private long id;

  private long visits;

  protected Visit() {}

  Visit(long id) {
    this.id = id;
  }

  void again() {
    visits++;
  }
}
