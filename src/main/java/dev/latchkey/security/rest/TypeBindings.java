package dev.latchkey.security.rest;

import java.lang.reflect.Array;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.HashMap;
import java.util.Map;

/** Resolves the type variables of the supertypes of a class. */
final class TypeBindings {

  /**
   * @param certain false if a variable may stand for several types, so that only its bound is known
   */
  record Resolved(Class<?> type, boolean certain) {

    boolean mayBe(Resolved other) {
      return type == other.type
          || (!certain || !other.certain)
              && (type.isAssignableFrom(other.type) || other.type.isAssignableFrom(type));
    }
  }

  private final Map<TypeVariable<?>, Type> bindings = new HashMap<>();

  TypeBindings(Class<?> type) {
    collect(type);
  }

  private void collect(Class<?> type) {
    if (type.getGenericSuperclass() != null) {
      bind(type.getGenericSuperclass());
      collect(type.getSuperclass());
    }
    for (Type contract : type.getGenericInterfaces()) {
      bind(contract);
    }
    for (Class<?> contract : type.getInterfaces()) {
      collect(contract);
    }
  }

  private void bind(Type type) {
    if (type instanceof ParameterizedType parameterized) {
      TypeVariable<?>[] variables = ((Class<?>) parameterized.getRawType()).getTypeParameters();
      for (int i = 0; i < variables.length; i++) {
        bindings.putIfAbsent(variables[i], parameterized.getActualTypeArguments()[i]);
      }
    }
  }

  Resolved resolve(Type type) {
    if (type instanceof Class<?> known) {
      return new Resolved(known, true);
    }
    if (type instanceof ParameterizedType parameterized) {
      return new Resolved((Class<?>) parameterized.getRawType(), true);
    }
    if (type instanceof GenericArrayType array) {
      Resolved component = resolve(array.getGenericComponentType());
      return new Resolved(Array.newInstance(component.type, 0).getClass(), component.certain);
    }
    if (type instanceof TypeVariable<?> variable) {
      Type bound = bindings.get(variable);
      return bound == null
          ? new Resolved(resolve(variable.getBounds()[0]).type, false)
          : resolve(bound);
    }
    return new Resolved(resolve(((WildcardType) type).getUpperBounds()[0]).type, false);
  }
}
