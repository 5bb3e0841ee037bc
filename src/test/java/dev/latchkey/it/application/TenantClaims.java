package dev.latchkey.it.application;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.tokens.ClaimsContributor;
import java.util.Map;
import java.util.Set;

/** The worked example of docs/extending.md: the user's tenant, by the domain of their address. */
// tag: example
@Shared
public class TenantClaims implements ClaimsContributor {

  @Override
  public Set<String> names() {
    return Set.of("tenant", "plan");
  }

  @Override
  public Map<String, Object> claims(Account account) {
    String tenant = account.attributes().getOrDefault("tenant_id", "none");
    return Map.of("tenant", tenant, "plan", Map.of("name", "trial", "seats", 3));
  }
}
// end: example
