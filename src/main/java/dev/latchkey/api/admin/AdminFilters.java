package dev.latchkey.api.admin;

import dev.latchkey.api.exchange.BodyFilter;
import dev.latchkey.api.exchange.CookieFilter;
import dev.latchkey.api.exchange.SharedFilters;

/** The filters of the API for administrators. */
public class AdminFilters extends SharedFilters {

  public AdminFilters() {
    super(AdminFilter.class, BodyFilter.class, CookieFilter.class);
  }
}
