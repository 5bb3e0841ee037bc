package dev.latchkey.mfa.trust;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.crypto.TokenDigest;
import dev.latchkey.mfa.Authenticator;
import dev.latchkey.mfa.Authenticators;
import jakarta.inject.Inject;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The epochs of accounts in which their devices are trusted. A new one begins with another
 * password, when the password is suspended, and when a second factor is added or removed, in
 * whatever way and on whichever node: it is a digest of the stored password and the ids of the
 * factors. Logins do not begin one; {@link Account#tokenEpoch} is another epoch.
 */
@Shared
public class TrustEpochs {

  private final Authenticators authenticators;

  @Inject
  public TrustEpochs(Authenticators authenticators) {
    this.authenticators = authenticators;
  }

  /** The current epoch of an account: 64 hexadecimal digits. */
  String of(Account account) {
    Stream<String> factors =
        authenticators.of(account.id()).stream()
            .map(Authenticator::id)
            .sorted()
            .map(String::valueOf);
    return TokenDigest.sha256(
        Stream.concat(Stream.of(Objects.requireNonNullElse(account.passwordHash(), "")), factors)
            .collect(Collectors.joining("\n")));
  }
}
