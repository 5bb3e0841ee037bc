package dev.latchkey.tokens;

import dev.latchkey.Shared;
import dev.latchkey.accounts.Account;
import dev.latchkey.jose.AuthenticationClaims;
import dev.latchkey.jose.TokenVerifier;
import dev.latchkey.settings.HeadlessSettings;
import dev.latchkey.settings.Settings;
import dev.latchkey.settings.types.AuthenticatorType;
import dev.latchkey.settings.types.StrategyName;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The length of an account's access tokens, for callers that change their content. If the strategy
 * issues no access tokens, the length is 0.
 */
@Shared
public class TokenSize {

  /** The longest access token that is accepted, in characters. */
  public static final int MAX = TokenVerifier.MAX_LENGTH;

  /** With as many digits as every other time from 2001 to 2286. */
  private static final Instant ANY_TIME = Instant.ofEpochSecond(2_000_000_000L);

  /** Of a user who has used every type of factor. */
  private static final AuthenticationClaims LONGEST =
      new AuthenticationClaims(
          List.of("pwd", "otp", "pop", "mfa"),
          AuthenticationClaims.PHISHING_RESISTANT,
          ANY_TIME,
          Stream.of(AuthenticatorType.values())
              .collect(Collectors.toMap(AuthenticatorType::text, type -> ANY_TIME)));

  private final Subjects subjects;
  private final JwtTokens tokens;
  private final boolean counts;

  @Inject
  TokenSize(Subjects subjects, JwtTokens tokens, Settings settings) {
    this.subjects = subjects;
    this.tokens = tokens;
    this.counts = !settings.get(HeadlessSettings.TOKEN_STRATEGY).equals(StrategyName.SESSION);
  }

  /**
   * The length of an access token for the current state of this account, in characters. Call it in
   * the transaction that changes the account.
   */
  public int of(Account managed) {
    return counts ? tokens.accessTokenLength(subjects.of(managed, LONGEST)) : 0;
  }
}
