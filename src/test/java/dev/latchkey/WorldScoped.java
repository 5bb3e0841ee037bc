package dev.latchkey;

import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.inject.Scope;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * A bean with a single instance in each {@link TestWorld}. As {@link Shared} beans are in the
 * product, it is not proxied.
 */
@Scope
@Target({TYPE, METHOD})
@Retention(RUNTIME)
@interface WorldScoped {}
