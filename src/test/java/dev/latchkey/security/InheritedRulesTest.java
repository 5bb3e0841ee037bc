package dev.latchkey.security;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.security.AccessRule.Access;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A rule on a method is found from each method that overrides it, however that one is typed. */
class InheritedRulesTest {

  record Order() {}

  interface Crud<T> {
    @RolesAllowed("clerk")
    default void put(T thing) {}
  }

  interface KeyedCrud<K, N> extends Crud<N> {
    @RolesAllowed("clerk")
    default void find(K key, N like) {}
  }

  interface OrderCrud extends KeyedCrud<Long, Order> {}

  abstract static class CrudBase<T> {
    @RolesAllowed("clerk")
    public void put(T thing) {}

    @RolesAllowed("clerk")
    public void all(T[] things) {}

    @RolesAllowed("clerk")
    public <X extends Order> void some(X thing) {}
  }

  abstract static class NamedBase<A, B> extends CrudBase<B> {}

  static class OfInterface implements Crud<Order> {
    @Override
    public void put(Order order) {}
  }

  static class OfExtendedInterface implements OrderCrud {
    @Override
    public void put(Order order) {}

    @Override
    public void find(Long key, Order like) {}
  }

  static class OfBase extends CrudBase<Order> {
    @Override
    public void put(Order order) {}

    @Override
    public void all(Order[] orders) {}

    @Override
    public <X extends Order> void some(X order) {}
  }

  static class OfTwoLevels extends NamedBase<String, Order> {
    @Override
    public void put(Order order) {}
  }

  static class Silent<T> {
    public void put(T thing) {}
  }

  /** The method comes from a generic class, the rule from a generic interface. */
  static class OfBoth extends Silent<Order> implements Crud<Order> {
    @Override
    public void put(Order order) {}
  }

  @SuppressWarnings("rawtypes")
  static class OfRawInterface implements Crud {
    @Override
    public void put(Object thing) {}
  }

  static class StillGeneric<T extends Order> implements Crud<T> {
    @Override
    public void put(T thing) {}
  }

  static Stream<Method> overriding() {
    return Stream.of(
            OfInterface.class,
            OfExtendedInterface.class,
            OfBase.class,
            OfTwoLevels.class,
            OfBoth.class,
            OfRawInterface.class,
            StillGeneric.class)
        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()));
  }

  @ParameterizedTest
  @MethodSource("overriding")
  void overridingMethod_ofTypedContract_hasItsRule(Method method) {
    AccessRule rule = AccessRuleReader.read(method.getDeclaringClass(), method).orElseThrow();

    assertEquals(Set.of("clerk"), rule.roles());
  }

  static class WithOverload implements Crud<Order> {
    @Override
    public void put(Order order) {}

    public void put(String name) {}
  }

  @Test
  void overload_ofOtherType_hasNoRule() {
    assertEquals(Optional.empty(), read(WithOverload.class, "put", String.class));
  }

  interface ClosedPut {
    @DenyAll
    void put(Order order);
  }

  interface OpenPut<T> {
    @PermitAll
    void put(T order);
  }

  static class OfTwo implements OpenPut<Order>, ClosedPut {
    @Override
    public void put(Order order) {}
  }

  interface ClerksPut {
    @RolesAllowed({"clerk", "admin"})
    void put(Order order);
  }

  interface AdminsPut {
    @RolesAllowed({"admin", "auditor"})
    void put(Order order);
  }

  static class OfTwoRoles implements ClerksPut, AdminsPut {
    @Override
    public void put(Order order) {}
  }

  interface Reopened extends ClosedPut {
    @Override
    @PermitAll
    void put(Order order);
  }

  static class OfReopened implements Reopened, ClosedPut {
    @Override
    public void put(Order order) {}
  }

  abstract static class Ambiguous<T> {
    @PermitAll
    public void put(T thing) {}

    @DenyAll
    public void put(Order order) {}
  }

  @SuppressWarnings("rawtypes")
  static class OfAmbiguous extends Ambiguous {
    @Override
    public void put(Order order) {}
  }

  @Test
  void method_meantByTwo_hasTheStricterRule() {
    assertEquals(Access.NOBODY, read(OfTwo.class, "put", Order.class).orElseThrow().access());
    assertEquals(Set.of("admin"), read(OfTwoRoles.class, "put", Order.class).orElseThrow().roles());
    assertEquals(Access.NOBODY, read(OfAmbiguous.class, "put", Order.class).orElseThrow().access());
  }

  @Test
  void interface_thatExtendsAnother_takesItsPlace() {
    assertEquals(Access.ANYONE, read(OfReopened.class, "put", Order.class).orElseThrow().access());
  }

  private static Optional<AccessRule> read(Class<?> type, String name, Class<?> parameter) {
    try {
      return AccessRuleReader.read(type, type.getMethod(name, parameter));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}
