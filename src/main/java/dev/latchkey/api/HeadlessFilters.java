package dev.latchkey.api;

import dev.latchkey.api.exchange.BodyFilter;
import dev.latchkey.api.exchange.ClientFilter;
import dev.latchkey.api.exchange.CookieFilter;
import dev.latchkey.api.exchange.SessionFilter;
import dev.latchkey.api.exchange.SharedFilters;

/** The filters of the API for clients. */
public class HeadlessFilters extends SharedFilters {

  public HeadlessFilters() {
    super(ClientFilter.class, SessionFilter.class, BodyFilter.class, CookieFilter.class);
  }
}
