package dev.latchkey.samples.overlay;

import dev.latchkey.accounts.Account;
import dev.latchkey.tokens.ClaimsContributor;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Set;

/** Puts the tenant of an account, kept as one of its attributes, into its access tokens. */
@ApplicationScoped
public class TenantClaim implements ClaimsContributor {

  @Override
  public Set<String> names() {
    return Set.of("tenant_id");
  }

  @Override
  public Map<String, Object> claims(Account account) {
    String tenant = account.attributes().get("tenant_id");
    return tenant == null ? Map.of() : Map.of("tenant_id", tenant);
  }
}
