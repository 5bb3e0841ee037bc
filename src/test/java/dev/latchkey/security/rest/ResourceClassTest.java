package dev.latchkey.security.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class ResourceClassTest {

  public static class Line {}

  public static class Parcel {}

  public interface Locating<T> {
    @Path("/typed")
    T typed();
  }

  @Path("/orders")
  public static class Orders implements Locating<Line> {
    @GET
    public String get() {
      return "";
    }

    @GET
    @Path("/all")
    public String all() {
      return "";
    }

    @Override
    public Line typed() {
      return new Line();
    }

    @Path("/parcel")
    public Class<Parcel> parcel() {
      return Parcel.class;
    }

    @GET
    String hidden() {
      return "";
    }

    public void help() {}
  }

  /** As servers make them: without type arguments. */
  @SuppressWarnings("rawtypes")
  public static class Proxy extends Orders {
    @Override
    public String get() {
      return super.get();
    }

    @Override
    @SuppressWarnings("unchecked")
    public Class parcel() {
      return super.parcel();
    }
  }

  @Test
  void methods_ofClassAndOfItsProxy_areThoseWithADesignator() {
    assertEquals(Set.of("get", "all"), names(new ResourceClass(Orders.class).methods()));
    assertEquals(Set.of("get", "all"), names(new ResourceClass(Proxy.class).methods()));
  }

  @Test
  void locators_ofClassAndOfItsProxy_areThoseWithAPathAlone() {
    assertEquals(Set.of("typed", "parcel"), names(new ResourceClass(Orders.class).locators()));
    assertEquals(Set.of("typed", "parcel"), names(new ResourceClass(Proxy.class).locators()));
  }

  @Test
  void locatorsOf_subResource_areThoseThatMayReturnIt() {
    for (Class<?> type : List.of(Orders.class, Proxy.class)) {
      assertEquals(Set.of("typed"), names(new ResourceClass(type).locatorsOf(Line.class)));
      assertEquals(Set.of("parcel"), names(new ResourceClass(type).locatorsOf(Parcel.class)));
    }
  }

  @Test
  void locatorsOf_whatNoneSeemsToReturn_areAll() {
    assertEquals(
        Set.of("typed", "parcel"), names(new ResourceClass(Orders.class).locatorsOf(String.class)));
  }

  private static Set<String> names(Collection<Method> methods) {
    return methods.stream().map(Method::getName).collect(Collectors.toSet());
  }
}
