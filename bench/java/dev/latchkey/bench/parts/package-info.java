/**
 * An application of the parts that Latchkey has to be made of, each as small as it can be: a JAX-RS
 * resource, an authentication mechanism, and a persistence unit with one entity. It tells what
 * memory the server takes for those.
 */
package dev.latchkey.bench.parts;
