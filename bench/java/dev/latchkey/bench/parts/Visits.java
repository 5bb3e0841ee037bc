package dev.latchkey.bench.parts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.transaction.Transactional;

/** Stores visits. */
@ApplicationScoped
public class Visits {

  @PersistenceContext EntityManager entities;

  @Transactional
  public void count(long visitor) {
    Visit visit = entities.find(Visit.class, visitor);
    if (visit == null) {
      visit = new Visit(visitor);
      entities.persist(visit);
    }
    visit.again();
  }
}
