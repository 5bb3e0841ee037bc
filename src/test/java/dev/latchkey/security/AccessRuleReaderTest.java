package dev.latchkey.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.latchkey.jose.TokenUse;
import dev.latchkey.security.AccessRule.Access;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.OPTIONS;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AccessRuleReaderTest {

  static class Silent {
    public void nothing() {}

    @AccessTokenOnly
    @SessionTokenOnly
    public void impossible() {}

    @RecentlyAuthenticated(0)
    public void never() {}

    @RequiresFactor(within = -1)
    public void negative() {}

    @DenyAll
    @RolesAllowed("clerk")
    @PermitAll
    public void everything() {}
  }

  interface Fresh {
    @RequiresFactor(within = 60)
    void call();
  }

  interface Strong {
    @RequiresFactor(passkey = true)
    void call();
  }

  @RequiresFactor
  static class Protected implements Fresh, Strong {
    public void inherits() {}

    @RequiresFactor(passkey = true, within = 30)
    public void stricter() {}

    @PermitAll
    public void open() {}

    @RolesAllowed("clerk")
    public void forClerks() {}

    @Override
    public void call() {}
  }

  @RolesAllowed("clerk")
  @SessionTokenOnly
  @RecentlyAuthenticated(60)
  static class Closed {
    public void inherits() {}

    @RolesAllowed("admin")
    public void otherRole() {}

    @Authenticated
    public void anyCaller() {}

    @PermitAll
    public void open() {}

    @DenyAll
    public void shut() {}

    @AccessTokenOnly
    @RecentlyAuthenticated(10)
    public void narrower() {}

    @OPTIONS
    public void options() {}

    @OPTIONS
    @RolesAllowed("admin")
    public void closedOptions() {}
  }

  static class Child extends Closed {
    @Override
    public void inherits() {}

    @Override
    public void shut() {}
  }

  interface Contract {
    @RolesAllowed("clerk")
    void agreed();
  }

  static class Party implements Contract {
    @Override
    public void agreed() {}
  }

  @PermitAll
  static class Open {
    @SessionTokenOnly
    public void narrowed() {}

    public void open() {}
  }

  @Test
  void method_withoutAnnotations_hasNoRule() {
    assertEquals(Optional.empty(), rule(Silent.class, "nothing"));
  }

  @Test
  void method_takesItsClasssRule() {
    assertEquals(closed(Access.ROLES, "clerk"), rule(Closed.class, "inherits"));
  }

  @Test
  void methodsAccess_replacesItsClasss() {
    assertEquals(closed(Access.ROLES, "admin"), rule(Closed.class, "otherRole"));
    assertEquals(closed(Access.CALLER), rule(Closed.class, "anyCaller"));
  }

  @Test
  void openMethod_ofARestrictedClass_isOpen() {
    assertEquals(of(Access.ANYONE), rule(Closed.class, "open"));
    assertEquals(of(Access.ANYONE), rule(Open.class, "open"));
  }

  @Test
  void deniedMethod_staysDenied() {
    assertEquals(Access.NOBODY, rule(Closed.class, "shut").orElseThrow().access());
    assertEquals(Access.NOBODY, rule(Child.class, "shut").orElseThrow().access());
  }

  @Test
  void narrowedMethod_ofAnOpenClass_needsACaller() {
    assertEquals(
        Optional.of(
            new AccessRule(
                Access.CALLER, Set.of(), Optional.of(TokenUse.SESSION), Optional.empty())),
        rule(Open.class, "narrowed"));
  }

  @Test
  void methodsNarrowing_replacesItsClasssAndKeepsTheRoles() {
    AccessRule narrower = rule(Closed.class, "narrower").orElseThrow();
    assertEquals(Set.of("clerk"), narrower.roles());
    assertEquals(Optional.of(TokenUse.ACCESS), narrower.only());
    assertEquals(Optional.of(Duration.ofSeconds(10)), narrower.within());
  }

  @Test
  void rules_areInheritedFromClassesAndInterfaces() {
    assertEquals(closed(Access.ROLES, "clerk"), rule(Child.class, "inherits"));
    assertEquals(of(Access.ROLES, "clerk"), rule(Party.class, "agreed"));
  }

  @Test
  void classRule_doesNotApplyToOptions() {
    assertEquals(Optional.empty(), rule(Closed.class, "options"));
    assertEquals(of(Access.ROLES, "admin"), rule(Closed.class, "closedOptions"));
  }

  @Test
  void severalRules_letTheStrictestApply() {
    assertEquals(of(Access.NOBODY), rule(Silent.class, "everything"));
  }

  @Test
  void requiredFactor_isInheritedAndOverriddenLikeOtherConditions() {
    assertEquals(factor(Access.CALLER, false, null), rule(Protected.class, "inherits"));
    assertEquals(
        factor(Access.CALLER, true, Duration.ofSeconds(30)), rule(Protected.class, "stricter"));
    assertEquals(of(Access.ANYONE), rule(Protected.class, "open"));
    assertEquals(factor(Access.ROLES, false, null, "clerk"), rule(Protected.class, "forClerks"));
    assertEquals(
        factor(Access.CALLER, true, Duration.ofSeconds(60)), rule(Protected.class, "call"));
    assertThrows(IllegalStateException.class, () -> rule(Silent.class, "negative"));
  }

  private static Optional<AccessRule> factor(
      Access access, boolean passkey, Duration within, String... roles) {
    return Optional.of(
        new AccessRule(
            access,
            Set.of(roles),
            Optional.empty(),
            Optional.empty(),
            Optional.of(new AccessRule.Factor(passkey, Optional.ofNullable(within)))));
  }

  @Test
  void contradictions_areRejected() {
    assertThrows(IllegalStateException.class, () -> rule(Silent.class, "impossible"));
    assertThrows(IllegalStateException.class, () -> rule(Silent.class, "never"));
  }

  private static Optional<AccessRule> closed(Access access, String... roles) {
    return Optional.of(
        new AccessRule(
            access,
            Set.of(roles),
            Optional.of(TokenUse.SESSION),
            Optional.of(Duration.ofMinutes(1))));
  }

  private static Optional<AccessRule> of(Access access, String... roles) {
    return Optional.of(new AccessRule(access, Set.of(roles), Optional.empty(), Optional.empty()));
  }

  private static Optional<AccessRule> rule(Class<?> resource, String method) {
    try {
      return AccessRuleReader.read(resource, resource.getMethod(method));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }
}
