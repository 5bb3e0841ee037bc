package dev.latchkey.jose;

import org.jspecify.annotations.Nullable;

/** The families of keys. */
public enum KeyKind {
  RSA("RSA", "RSA"),
  EC("EC", "EC"),
  ED25519("Ed25519", "Ed25519"),
  HMAC("HMAC", null);

  private final String label;
  private final @Nullable String factory;

  KeyKind(String label, @Nullable String factory) {
    this.label = label;
    this.factory = factory;
  }

  /** The common name of this kind. */
  public String label() {
    return label;
  }

  /** Whether keys have a private and a public half. */
  public boolean isAsymmetric() {
    return this != HMAC;
  }

  /** The JCA name of the key factory; null for HMAC. */
  public @Nullable String factory() {
    return factory;
  }
}
