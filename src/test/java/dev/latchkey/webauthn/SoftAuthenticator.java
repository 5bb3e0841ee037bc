package dev.latchkey.webauthn;

import dev.latchkey.crypto.Base64Url;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An authenticator in software, with the browser's part of the ceremonies. Whatever a relying party
 * has to check can be falsified by the fields.
 */
public final class SoftAuthenticator {

  public static final int USER_PRESENT = 0x01;
  public static final int USER_VERIFIED = 0x04;
  public static final int BACKUP_ELIGIBLE = 0x08;
  public static final int BACKED_UP = 0x10;
  static final int ATTESTED = 0x40;

  /** Where the browser believes to be. */
  public String origin;

  public Algorithm algorithm = Algorithm.ES256;
  public int flags = USER_PRESENT | USER_VERIFIED;
  public UUID aaguid = new UUID(0, 0);

  /** Whether keys have a signature counter. */
  public boolean counts = true;

  /** Whether responses have the user handle, as those of discoverable credentials do. */
  public boolean withUserHandle = true;

  public @Nullable String type;
  public @Nullable String rpId;
  public byte @Nullable [] challenge;
  public boolean crossOrigin;

  public SoftAuthenticator(String origin) {
    this.origin = origin;
  }

  /** A new key. */
  public SoftKey key(byte[] userHandle) {
    return new SoftKey(algorithm, userHandle);
  }

  /** Registers a key. */
  public RegistrationResponse create(SoftKey key, String party, byte[] forChallenge) {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("fmt", "none");
    object.put("attStmt", Map.of());
    object.put("authData", authenticatorData(key, party, true));
    return new RegistrationResponse(
        key.id(),
        key.id(),
        clientData("webauthn.create", forChallenge),
        Cbor.of(object),
        Set.of("internal"));
  }

  /** Signs with a key. */
  public AuthenticationResponse get(SoftKey key, String party, byte[] forChallenge) {
    byte[] clientData = clientData("webauthn.get", forChallenge);
    byte[] data = authenticatorData(key, party, false);
    return new AuthenticationResponse(
        key.id(),
        key.id(),
        clientData,
        data,
        key.sign(signed(data, clientData)),
        withUserHandle ? key.userHandle : null);
  }

  /** What a signature covers. */
  public static byte[] signed(byte[] authenticatorData, byte[] clientData) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(authenticatorData);
    out.writeBytes(sha256(clientData));
    return out.toByteArray();
  }

  private byte[] clientData(String usual, byte[] forChallenge) {
    return """
    {"type":"%s","challenge":"%s","origin":"%s","crossOrigin":%s}"""
        .formatted(
            type == null ? usual : type,
            Base64Url.encode(challenge == null ? forChallenge : challenge),
            origin,
            crossOrigin)
        .getBytes(StandardCharsets.UTF_8);
  }

  private byte[] authenticatorData(SoftKey key, String party, boolean attested) {
    key.counter += counts ? 1 : 0;
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(sha256((rpId == null ? party : rpId).getBytes(StandardCharsets.UTF_8)));
    out.write(flags | (attested ? ATTESTED : 0));
    out.writeBytes(ByteBuffer.allocate(4).putInt(key.counter).array());
    if (attested) {
      out.writeBytes(
          ByteBuffer.allocate(18)
              .putLong(aaguid.getMostSignificantBits())
              .putLong(aaguid.getLeastSignificantBits())
              .putShort((short) key.id.length)
              .array());
      out.writeBytes(key.id);
      out.writeBytes(key.cose());
    }
    return out.toByteArray();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
