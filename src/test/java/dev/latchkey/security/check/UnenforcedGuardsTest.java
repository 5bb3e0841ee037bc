package dev.latchkey.security.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.security.Authenticated;
import dev.latchkey.security.FactorInterceptor;
import dev.latchkey.security.RecentlyAuthenticated;
import dev.latchkey.security.RequiresFactor;
import dev.latchkey.security.SessionTokenOnly;
import jakarta.annotation.security.DenyAll;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.servlet.http.HttpServlet;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UnenforcedGuardsTest {

  @Path("/orders")
  public static class Orders {
    @GET
    @Authenticated
    public String get() {
      return "";
    }

    @Path("/sub")
    @RolesAllowed("clerk")
    public Line line() {
      return new Line();
    }
  }

  public static class Line {
    @GET
    @DenyAll
    public String get() {
      return "";
    }
  }

  public interface Crud<T> {
    @GET
    @Path("/{id}")
    @RecentlyAuthenticated
    String read(T id);
  }

  @Path("/things")
  public static class Things implements Crud<String> {
    @Override
    public String read(String id) {
      return id;
    }
  }

  public static class Lonely {
    @GET
    @RolesAllowed("clerk")
    public String get() {
      return "";
    }
  }

  @Path("/helper")
  public static class WithHelper {
    @GET
    public String get() {
      return help();
    }

    @SessionTokenOnly
    String help() {
      return "";
    }
  }

  @Authenticated
  public static class Bean {}

  public static class MethodBean {
    @Authenticated
    public void call() {}
  }

  @Authenticated
  public static class Servlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
  }

  @RequiresFactor
  public static class FactorBean {
    @RequiresFactor(passkey = true)
    public void call() {}
  }

  @RequiresFactor
  public static class NoBean {}

  @RequiresFactor
  public interface Service {}

  public static class Uncallable {
    @RequiresFactor
    public final void call() {}
  }

  @Path("/factor")
  @RequiresFactor
  public static class FactorResource {
    @GET
    public String get() {
      return "";
    }
  }

  @Stateless
  @RolesAllowed("clerk")
  public static class EnterpriseBean {
    @DenyAll
    public void call() {}
  }

  @RolesAllowed("clerk")
  public static class StandardBean {}

  @Path("/enterprise")
  @Stateless
  @RolesAllowed("clerk")
  public static class EnterpriseResource {
    @GET
    public String get() {
      return "";
    }
  }

  @Path("/open")
  @PermitAll
  public static class Open {
    @GET
    public String get() {
      return "";
    }
  }

  private static final RestApplication ALL = RestApplication.ofAll("All");

  @Test
  void guards_inAnApplicationThatListsNothing_areEnforced() {
    assertEquals(Optional.empty(), first(ALL, Orders.class, Line.class, Crud.class, Things.class));
  }

  @Test
  void guards_inAnApplicationWithoutTheFeature_areNamed() {
    RestApplication without =
        new RestApplication("Shop", Set.of(Orders.class, Things.class), false);
    assertEquals(
        Optional.of(
            "@Authenticated on "
                + Orders.class.getName()
                + ".get is not enforced: Shop publishes the class without"
                + " dev.latchkey.security.CallerFeature; add that to what getClasses() returns."),
        first(without, Orders.class));
    assertNamed("@DenyAll", Line.class.getName() + ".get", first(without, Line.class));
    assertNamed(
        "@RecentlyAuthenticated", Crud.class.getName() + ".read", first(without, Crud.class));
  }

  @Test
  void guards_inOneApplicationOfTwoWithoutTheFeature_areNamed() {
    UnenforcedGuards guards =
        new UnenforcedGuards(
            List.of(Orders.class),
            List.of(ALL, new RestApplication("Shop", Set.of(Orders.class), false)),
            type -> false);
    assertNamed("is not enforced", "Shop", guards.first());
  }

  @Test
  void guards_onAClassOfNoApplication_areNamed() {
    RestApplication other = new RestApplication("Other", Set.of(Open.class), true);
    assertNamed("no Jakarta REST application", Orders.class.getName(), first(other, Orders.class));
    assertNamed("no Jakarta REST application", Lonely.class.getName(), first(ALL, Lonely.class));
  }

  @Test
  void ourGuards_onWhatIsNoResource_areNamed() {
    assertNamed("the class is none", Bean.class.getName(), first(ALL, Bean.class));
    assertNamed(
        "the class is none", MethodBean.class.getName() + ".call", first(ALL, MethodBean.class));
    assertNamed("the class is none", Servlet.class.getName(), first(ALL, Servlet.class));
    assertNamed(
        "the method does not answer requests",
        WithHelper.class.getName() + ".help",
        first(ALL, WithHelper.class));
  }

  @Test
  void requiredFactor_onBeanOrPublishedResource_isNoFinding() {
    assertEquals(
        Optional.empty(),
        first(ALL, FactorBean.class, FactorResource.class, FactorInterceptor.class));
  }

  @Test
  void requiredFactor_whereNoInterceptorAndNoFilterIsCalled_isNamed() {
    assertNamed("nor a CDI bean", NoBean.class.getName(), first(ALL, NoBean.class));
    assertNamed("of an interface", Service.class.getName(), first(ALL, Service.class));
    assertNamed(
        "private, static and final", Uncallable.class.getName(), first(ALL, Uncallable.class));
    RestApplication without = new RestApplication("Shop", Set.of(FactorResource.class), false);
    assertNamed("Shop", FactorResource.class.getName(), first(without, FactorResource.class));
  }

  @Test
  void standardGuards_thatTheContainerEnforces_areLeftToIt() {
    RestApplication without = new RestApplication("Shop", Set.of(EnterpriseResource.class), false);
    assertEquals(
        Optional.empty(),
        first(without, EnterpriseBean.class, StandardBean.class, EnterpriseResource.class));
  }

  @Test
  void contract_thatNothingImplements_isNoFinding() {
    assertEquals(Optional.empty(), first(ALL, Crud.class));
  }

  @Test
  void permitAll_withoutTheFeature_isNoFinding() {
    assertEquals(
        Optional.empty(),
        first(new RestApplication("Shop", Set.of(Open.class), false), Open.class));
  }

  private static Optional<String> first(RestApplication application, Class<?>... types) {
    return new UnenforcedGuards(List.of(types), List.of(application), type -> type != NoBean.class)
        .first();
  }

  private static void assertNamed(String what, String where, Optional<String> finding) {
    String sentence = finding.orElse("nothing found");
    assertEquals(true, sentence.contains(what) && sentence.contains(where), sentence);
  }
}
