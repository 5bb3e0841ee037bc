package dev.latchkey.samples.guarded;

import dev.latchkey.security.Authenticated;
import dev.latchkey.security.Caller;
import dev.latchkey.security.RequiresFactor;
import dev.latchkey.security.SessionTokenOnly;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;
import java.util.TreeSet;

/** One resource for each way to inherit a guard. */
public final class Guarded {

  private Guarded() {}

  /** On the class. */
  @Path("/on-class")
  @Authenticated
  @Produces("text/plain")
  public static class OnClass {
    @GET
    public String get() {
      return "open";
    }
  }

  /** On the method. */
  @Path("/on-method")
  @Produces("text/plain")
  public static class OnMethod {
    @GET
    @Authenticated
    public String get() {
      return "open";
    }

    @GET
    @Path("/any-role")
    @RolesAllowed("**")
    public String anyRole() {
      return "open";
    }
  }

  /** Guards its method. */
  public interface Plain {
    @GET
    @RolesAllowed("**")
    String get();
  }

  @Path("/on-interface")
  @Produces("text/plain")
  public static class OnInterface implements Plain {
    @Override
    public String get() {
      return "open";
    }
  }

  /** Guards a method with a parameter of its own. */
  public interface Crud<T> {
    @GET
    @Path("/{item}")
    @Authenticated
    String read(@PathParam("item") T item);
  }

  /** One level more. */
  public interface NamedCrud<N> extends Crud<N> {}

  @Path("/on-generic-interface")
  @Produces("text/plain")
  public static class OnGenericInterface implements Crud<Item> {
    @Override
    public String read(Item item) {
      return "open";
    }
  }

  @Path("/on-extended-interface")
  @Produces("text/plain")
  public static class OnExtendedInterface implements NamedCrud<Item> {
    @Override
    public String read(Item item) {
      return "open";
    }
  }

  /** Guards its class. */
  @Authenticated
  public abstract static class ClosedBase {}

  @Path("/on-base-class")
  @Produces("text/plain")
  public static class OnBaseClass extends ClosedBase {
    @GET
    public String get() {
      return "open";
    }
  }

  /** Guards a method with a parameter of its own. */
  public abstract static class CrudBase<T> {
    @GET
    @Path("/{item}")
    @RolesAllowed("**")
    public abstract String read(@PathParam("item") T item);
  }

  /** One level more. */
  public abstract static class NamedCrudBase<N> extends CrudBase<N> {}

  @Path("/on-generic-base-class")
  @Produces("text/plain")
  public static class OnGenericBaseClass extends NamedCrudBase<Item> {
    @Override
    public String read(Item item) {
      return "open";
    }
  }

  /** The locator's class is guarded. */
  @Path("/on-locators-class")
  @Authenticated
  public static class OnLocatorsClass {
    @Path("/sub")
    public Open sub() {
      return new Open();
    }
  }

  /** Locators are guarded, and what they return is. */
  @Path("/locators")
  public static class Locators {
    @Path("/guarded")
    @Authenticated
    public Open guarded() {
      return new Open();
    }

    @Path("/type")
    @RolesAllowed("**")
    public Class<Typed> type() {
      return Typed.class;
    }

    @Path("/class")
    public ClosedSub closedClass() {
      return new ClosedSub();
    }

    @Path("/method")
    public ClosedMethod closedMethod() {
      return new ClosedMethod();
    }

    @Path("/open")
    public OpenToAll open() {
      return new OpenToAll();
    }
  }

  /** Nothing guards it but what leads to it. */
  @Produces("text/plain")
  public static class Open {
    @GET
    public String get() {
      return "open";
    }

    @Path("/deeper")
    public OpenToAll deeper() {
      return new OpenToAll();
    }
  }

  /** The same, made by the server. */
  @Produces("text/plain")
  public static class Typed {
    @GET
    public String get() {
      return "open";
    }
  }

  /** Guarded as a class. */
  @Authenticated
  @Produces("text/plain")
  public static class ClosedSub {
    @GET
    public String get() {
      return "open";
    }
  }

  /** Guarded by its method. */
  @Produces("text/plain")
  public static class ClosedMethod {
    @GET
    @RolesAllowed("**")
    public String get() {
      return "open";
    }
  }

  /** No guard leads to it, and it has none. */
  @Produces("text/plain")
  public static class OpenToAll {
    @GET
    public String get() {
      return "open";
    }
  }

  /** Requires a second factor, each method in its own way. */
  @Path("/factor")
  @RequiresFactor
  @Produces("text/plain")
  public static class Factor {
    @GET
    public String any() {
      return "open";
    }

    @GET
    @Path("/passkey")
    @RequiresFactor(passkey = true)
    public String passkey() {
      return "open";
    }

    @GET
    @Path("/fresh")
    @RequiresFactor(within = 300)
    public String fresh() {
      return "open";
    }

    @GET
    @Path("/session")
    @SessionTokenOnly
    public String session() {
      return "open";
    }

    @GET
    @Path("/anyone")
    @PermitAll
    public String anyone() {
      return "open";
    }

    @Path("/sub")
    public OpenToAll sub() {
      return new OpenToAll();
    }
  }

  /** A resource that is a bean: both the filter and the interceptor enforce it. */
  @Path("/factor-bean")
  @RequestScoped
  @RequiresFactor
  @Produces("text/plain")
  public static class FactorBean {
    @GET
    public String any() {
      return "open";
    }

    @GET
    @Path("/anyone")
    @PermitAll
    public String anyone() {
      return "open";
    }

    @Path("/sub")
    public OpenToAll sub() {
      return new OpenToAll();
    }
  }

  /** A bean whose methods require a second factor. */
  @ApplicationScoped
  public static class Vault {
    @RequiresFactor
    public String any() {
      return "open";
    }

    @RequiresFactor(passkey = true)
    public String passkey() {
      return "open";
    }

    public String anyone() {
      return "open";
    }
  }

  /** A bean all of whose methods require a second factor. */
  @RequiresFactor
  @RequestScoped
  public static class Strongroom {
    public String any() {
      return "open";
    }
  }

  /** Open to all, and the beans behind it are not. */
  @Path("/vault")
  @RequestScoped
  @Produces("text/plain")
  public static class VaultResource {
    @Inject Vault vault;
    @Inject Strongroom strongroom;

    @GET
    public String any() {
      return vault.any();
    }

    @GET
    @Path("/passkey")
    public String passkey() {
      return vault.passkey();
    }

    @GET
    @Path("/strongroom")
    public String strongroom() {
      return strongroom.any();
    }

    @GET
    @Path("/anyone")
    public String anyone() {
      return vault.anyone();
    }
  }

  /** Tells how the caller authenticated. */
  @Path("/authentication")
  @Authenticated
  @Produces("text/plain")
  public static class Authentication {
    @GET
    public String get(@Context SecurityContext security) {
      Caller caller = (Caller) security.getUserPrincipal();
      return caller.amr()
          + " "
          + caller.acr().orElse("")
          + " "
          + caller.authTime().isPresent()
          + " "
          + new TreeSet<>(caller.factors().keySet());
    }
  }
}
