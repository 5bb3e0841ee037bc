package dev.latchkey.mfa.passkeys;

import dev.latchkey.webauthn.RegistrationResponse;
import java.util.Optional;

/**
 * What a client sends to register a credential.
 *
 * @param response the authenticator's response
 * @param resident whether the credential is discoverable, as the extension {@code credProps} says;
 *     empty if it does not
 * @param name the name that the user has given it, if any
 */
public record Registered(
    RegistrationResponse response, Optional<Boolean> resident, Optional<String> name) {}
