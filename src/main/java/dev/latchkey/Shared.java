package dev.latchkey;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * A bean of which the application has one instance, used by all threads at once.
 *
 * <p>A stereotype over {@link Singleton}, which alone would not make a class a bean where beans are
 * discovered by annotation. Unlike an application-scoped bean it needs no proxy, and so no second
 * constructor: its fields can be final.
 *
 * @since 1.0
 */
@Stereotype
@Singleton
@Documented
@Target(TYPE)
@Retention(RUNTIME)
public @interface Shared {}
