package dev.latchkey.api.wire;

import dev.latchkey.api.wire.JsonInput.Flag;
import dev.latchkey.api.wire.JsonInput.Items;
import dev.latchkey.api.wire.JsonInput.Members;
import dev.latchkey.api.wire.JsonInput.Null;
import dev.latchkey.api.wire.JsonInput.Text;
import dev.latchkey.webauthn.AuthenticationResponse;
import dev.latchkey.webauthn.RegistrationResponse;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads a credential as {@code PublicKeyCredential.toJSON()} writes it (Web Authentication Level 3
 * §5.1). Unknown members are ignored, and so are those that repeat what others say. Base64url may
 * be padded, as some clients do.
 */
public final class CredentialInput {

  private static final int MOST_TRANSPORTS = 10;
  private static final int LONGEST_TRANSPORT = 32;

  private final Members credential;

  /** The input, an object. */
  public CredentialInput(Members credential) {
    this.credential = credential;
  }

  /** The response to creation options; empty if it is malformed. */
  public Optional<RegistrationResponse> registration() {
    try {
      Members response = response();
      return Optional.of(
          new RegistrationResponse(
              bytes(credential, "id"),
              bytes(credential, "rawId"),
              bytes(response, "clientDataJSON"),
              bytes(response, "attestationObject"),
              transports(response)));
    } catch (IllegalArgumentException | NoSuchElementException malformed) {
      return Optional.empty();
    }
  }

  /** The response to request options; empty if it is malformed. */
  public Optional<AuthenticationResponse> authentication() {
    try {
      Members response = response();
      return Optional.of(
          new AuthenticationResponse(
              bytes(credential, "id"),
              bytes(credential, "rawId"),
              bytes(response, "clientDataJSON"),
              bytes(response, "authenticatorData"),
              bytes(response, "signature"),
              userHandle(response)));
    } catch (IllegalArgumentException | NoSuchElementException malformed) {
      return Optional.empty();
    }
  }

  /** Whether the credential is discoverable, if the extension {@code credProps} says so. */
  public Optional<Boolean> resident() {
    return member(credential, "clientExtensionResults")
        .flatMap(results -> member(results, "credProps"))
        .map(props -> props.values().get("rk"))
        .filter(Flag.class::isInstance)
        .map(rk -> ((Flag) rk).value());
  }

  private Members response() {
    if (!text(credential, "type").equals("public-key")) {
      throw new IllegalArgumentException();
    }
    return member(credential, "response").orElseThrow();
  }

  private static byte @Nullable [] userHandle(Members response) {
    return response.values().getOrDefault("userHandle", Null.NULL) instanceof Null
        ? null
        : bytes(response, "userHandle");
  }

  private static Set<String> transports(Members response) {
    Set<String> transports = new LinkedHashSet<>();
    if (response.values().get("transports") instanceof Items items) {
      for (JsonInput item : items.values()) {
        if (item instanceof Text text
            && transports.size() < MOST_TRANSPORTS
            && text.value().length() <= LONGEST_TRANSPORT) {
          transports.add(text.value());
        }
      }
    }
    return transports;
  }

  private static Optional<Members> member(Members of, String name) {
    return of.values().get(name) instanceof Members members
        ? Optional.of(members)
        : Optional.empty();
  }

  private static byte[] bytes(Members of, String name) {
    return Base64.getUrlDecoder().decode(text(of, name));
  }

  private static String text(Members of, String name) {
    if (of.values().get(name) instanceof Text text) {
      return text.value();
    }
    throw new NoSuchElementException();
  }
}
