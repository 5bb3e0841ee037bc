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

  /** The name people know this kind by. */
  public String label() {
    return label;
  }

  /** True for keys with a private and a public half. */
  public boolean isAsymmetric() {
    return this != HMAC;
  }

  /** The JCA name of the factory of such keys; null for HMAC. */
  public @Nullable String factory() {
    return factory;
  }
}
