package dev.latchkey.api.account;

import dev.latchkey.Shared;
import dev.latchkey.api.wire.ArrayText;
import dev.latchkey.api.wire.ObjectText;
import dev.latchkey.mfa.Authenticator;
import dev.latchkey.mfa.CodeSet;
import dev.latchkey.mfa.RecoveryCodes;
import dev.latchkey.mfa.passkeys.Passkey;
import dev.latchkey.settings.types.AuthenticatorType;
import jakarta.inject.Inject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes second factors for clients. */
@Shared
public class AuthenticatorTexts {

  private final RecoveryCodes recoveryCodes;

  @Inject
  public AuthenticatorTexts(RecoveryCodes recoveryCodes) {
    this.recoveryCodes = recoveryCodes;
  }

  /** A list, without anything secret, in the order in which the factors were added. */
  public ArrayText list(List<Authenticator> authenticators) {
    return list(authenticators, this::one);
  }

  /** As {@link #list}, with the ids by which administrators remove factors of every type. */
  public ArrayText listWithIds(List<Authenticator> authenticators) {
    return list(authenticators, this::oneWithId);
  }

  private static ArrayText list(
      List<Authenticator> authenticators, Function<Authenticator, ObjectText> writer) {
    ArrayText list = new ArrayText();
    authenticators.stream()
        .sorted(Comparator.comparing(Authenticator::created).thenComparing(Authenticator::id))
        .forEach(authenticator -> list.add(writer.apply(authenticator)));
    return list;
  }

  private ObjectText oneWithId(Authenticator authenticator) {
    ObjectText text = one(authenticator);
    return authenticator.type() == AuthenticatorType.WEBAUTHN
        ? text // which has it for its user, too
        : text.put("id", authenticator.id());
  }

  /** One factor, without anything secret. */
  public ObjectText one(Authenticator authenticator) {
    return switch (authenticator.type()) {
      case RECOVERY_CODES ->
          codes(new CodeSet(authenticator, recoveryCodes.count(authenticator), Optional.empty()));
      case TOTP -> common(authenticator);
      case WEBAUTHN -> passkey(authenticator);
    };
  }

  private static ObjectText passkey(Authenticator authenticator) {
    Passkey passkey = Passkey.of(authenticator);
    ObjectText text =
        common(authenticator).put("id", authenticator.id()).put("name", passkey.name());
    passkey.passwordless().ifPresent(flag -> text.put("is_passwordless", flag));
    return text;
  }

  /** Recovery codes, with the unused ones if they can be shown. */
  public ObjectText codes(CodeSet set) {
    ObjectText text =
        common(set.authenticator())
            .put("total_code_count", set.count())
            .put("unused_code_count", set.unusedCount());
    set.unused().ifPresent(unused -> text.put("unused_codes", ArrayText.of(unused)));
    return text;
  }

  private static ObjectText common(Authenticator authenticator) {
    return new ObjectText()
        .put("type", authenticator.type().text())
        .put("created_at", authenticator.created())
        .put("last_used_at", authenticator.lastUsed().orElse(null));
  }
}
