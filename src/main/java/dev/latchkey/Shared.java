package dev.latchkey;

import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;

import jakarta.enterprise.inject.Stereotype;
import jakarta.inject.Singleton;
import java.lang.annotation.Documented;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;

/**
 * A bean with a single instance in the application, used concurrently by all threads.
 *
 * <p>A stereotype over {@link Singleton}, which alone does not make a class a bean if beans are
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
