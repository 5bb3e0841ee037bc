package dev.latchkey.webauthn;

/** Why a response is rejected; for logs and audit, not for clients. */
public enum Flaw {
  /** It cannot be parsed, or contradicts itself. */
  MALFORMED,
  /** {@code id} and {@code rawId} differ, or belong to another credential. */
  ID,
  /** It answers options of the other kind. */
  TYPE,
  /** It answers other options. */
  CHALLENGE,
  /** It comes from another origin, or from a frame of another one. */
  ORIGIN,
  /** It was made for another relying party. */
  RP_ID,
  /** The authenticator was not touched. */
  NOT_PRESENT,
  /** The authenticator did not verify its user. */
  NOT_VERIFIED,
  /** The key has an algorithm, curve or length that is not accepted. */
  KEY,
  /** The flags about backups are impossible, or differ from those at registration. */
  BACKUP,
  /** The signature is invalid. */
  SIGNATURE
}
