package dev.latchkey.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
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
    FakeRequest request =
        new FakeRequest("GET", "/").from("::ffff:10.0.0.1").with("X-Forwarded-For", forwarded);

    assertEquals(client, new Forwarded(1).address(request.asServed()));
  }

  @ParameterizedTest
  @CsvSource({
    "0:0:0:0:0:0:0:1, ::1",
    "fe80:0:0:0:1:2:3:4%eth0, fe80::1:2:3:4",
    "::ffff:192.0.2.1, 192.0.2.1",
    "unix:, unix:"
  })
  void spellingOfServer_withoutProxy_isCanonical(String peer, String client) {
    FakeRequest request =
        new FakeRequest("GET", "/").from(peer).with("X-Forwarded-For", "203.0.113.7");

    assertEquals(client, new Forwarded(0).address(request.asServed()));
  }

  private static String address(String forwarded, int trusted) {
    return new Forwarded(trusted).noted(List.of(forwarded), PROXY);
  }
}
