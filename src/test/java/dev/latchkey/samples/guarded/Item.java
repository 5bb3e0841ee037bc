package dev.latchkey.samples.guarded;

/** What is read and written; a class of its own, for JAX-RS makes it from a path. */
public record Item(String name) {

  /** Found by JAX-RS. */
  public static Item valueOf(String name) {
    return new Item(name);
  }
}
