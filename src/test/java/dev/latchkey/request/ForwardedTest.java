package dev.latchkey.request;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ForwardedTest {

  private static final String PROXY = "10.0.0.1";

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7, 1, 203.0.113.7",
    "'203.0.113.7, 10.0.0.2', 2, 203.0.113.7",
    "'203.0.113.7,10.0.0.3 ,10.0.0.2', 3, 203.0.113.7"
  })
  void address_seenByTheOutermostTrustedProxy_isTheClients(
      String forwarded, int trusted, String client) {
    assertEquals(client, address(forwarded, trusted));
  }

  @ParameterizedTest
  @CsvSource({
    "'1.2.3.4, 203.0.113.7', 1, 203.0.113.7",
    "'1.2.3.4, 5.6.7.8, 203.0.113.7, 10.0.0.2', 2, 203.0.113.7"
  })
  void entry_writtenByTheClient_isIgnored(String forwarded, int trusted, String client) {
    assertEquals(client, address(forwarded, trusted));
  }

  @Test
  void address_withFewerHopsThanProxies_isTheFirst() {
    assertEquals("203.0.113.7", address("203.0.113.7", 3));
  }

  @ParameterizedTest
  @CsvSource({"''", "','", "' , ,'"})
  void address_withoutAProxy_isTheConnections(String forwarded) {
    assertEquals(PROXY, address(forwarded, 1));
  }

  @Test
  void hops_empty_areIgnored() {
    assertEquals("203.0.113.7", address("1.2.3.4,, 203.0.113.7,", 1));
  }

  @Test
  void address_ipv6_isOneHop() {
    assertEquals("2001:db8::7", address("2001:db8::7", 1));
  }

  @ParameterizedTest
  @CsvSource({
    "203.0.113.7:40000, 203.0.113.7",
    "::ffff:203.0.113.7, 203.0.113.7",
    "[::ffff:cb00:7107]:443, 203.0.113.7",
    "2001:DB8:0::0007, 2001:db8::7",
    "[2001:db8::7], 2001:db8::7",
    "[2001:db8::7]:40000, 2001:db8::7",
    "2001:db8::7%en0, 2001:db8::7",
    "unknown, 10.0.0.1",
    "_gateway, 10.0.0.1",
    "203.0.113.07, 10.0.0.1",
    "0xcb.0.113.7, 10.0.0.1",
    "evil.example, 10.0.0.1",
    "203.0.113.7:70000, 10.0.0.1"
  })
  void spellingOfProxy_read_isOneAddressOrTheProxysOwn(String forwarded, String client) {
    assertEquals(
        client, new Forwarded(1).address(headers("X-Forwarded-For", forwarded), "::ffff:10.0.0.1"));
  }

  @ParameterizedTest
  @CsvSource({
    "0:0:0:0:0:0:0:1, ::1",
    "fe80:0:0:0:1:2:3:4%eth0, fe80::1:2:3:4",
    "::ffff:192.0.2.1, 192.0.2.1",
    "unix:, unix:"
  })
  void spellingOfServer_withoutProxy_isCanonical(String peer, String client) {
    assertEquals(client, new Forwarded(0).address(headers("X-Forwarded-For", "203.0.113.7"), peer));
  }

  @ParameterizedTest
  @CsvSource({
    "0, false, https, http://api.example.org",
    "0, true, http, https://api.example.org",
    "1, false, https, https://api.example.org",
    "1, true, http, http://api.example.org",
    "1, true, '', https://api.example.org",
    "1, false, 'http, HTTPS', https://api.example.org",
  })
  void origin_ofARequest_hasTheSchemeThatTheClientUsed(
      int trusted, boolean secure, String forwarded, String origin) {
    Map<String, List<String>> headers =
        Map.of("Host", List.of("api.example.org"), "X-Forwarded-Proto", List.of(forwarded));

    assertEquals(origin, new Forwarded(trusted).origin(headers::get, secure));
  }

  @Test
  void origin_withoutAHost_isNone() {
    assertNull(new Forwarded(1).origin(name -> null, true));
    assertNull(new Forwarded(0).origin(name -> List.of(), false));
  }

  private static Function<String, List<String>> headers(String name, String value) {
    return Map.of(name, List.of(value))::get;
  }

  private static String address(String forwarded, int trusted) {
    return new Forwarded(trusted).noted(List.of(forwarded), PROXY);
  }
}
