package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.settings.types.JwtClaimSettings;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** The application's contributors, in the order in which they are called. */
@Shared
public class ClaimsContributors {

  private static final Logger LOG = System.getLogger(ClaimsContributors.class.getName());

  private final List<ClaimsContributor> inOrder;
  private final Set<String> complainedOf = ConcurrentHashMap.newKeySet();

  @Inject
  ClaimsContributors(@Any Instance<ClaimsContributor> all) {
    this(all.stream().toList());
  }

  /** For use without a container. */
  public ClaimsContributors(List<ClaimsContributor> all) {
    this.inOrder = all.stream().sorted(Comparator.comparing(c -> c.getClass().getName())).toList();
  }

  /**
   * Rejects contributors that announce reserved claims. Called once, at deployment.
   *
   * @throws IllegalStateException whose message names the first such contributor and its claims
   */
  public void check() {
    for (ClaimsContributor contributor : inOrder) {
      Set<String> reserved = new TreeSet<>(contributor.names());
      reserved.retainAll(JwtClaimSettings.RESERVED);
      if (!reserved.isEmpty()) {
        throw new IllegalStateException(
            contributor.getClass().getName()
                + " announces "
                + String.join(", ", reserved)
                + ", but a ClaimsContributor may add any claims except "
                + String.join(", ", new TreeSet<>(JwtClaimSettings.RESERVED))
                + ".");
      }
    }
  }

  boolean isEmpty() {
    return inOrder.isEmpty();
  }

  /** The claims of all contributors for an account. Call it in a transaction. */
  Map<String, Object> claims(Account account) {
    Map<String, Object> claims = new LinkedHashMap<>();
    inOrder.forEach(c -> c.claims(account).forEach((name, value) -> put(claims, name, value)));
    return claims;
  }

  private void put(Map<String, Object> claims, String name, Object value) {
    if (JwtClaimSettings.RESERVED.contains(name)) {
      if (complainedOf.add(name)) {
        LOG.log(
            Level.WARNING,
            "The claim {0} is reserved; what a ClaimsContributor returned for it is ignored.",
            name);
      }
    } else if (value != null) {
      claims.put(name, value);
    }
  }
}
