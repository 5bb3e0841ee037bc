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
  void theAddressThatTheOutermostProxyOfOursSawIsTheClients(
      String forwarded, int trusted, String client) {
    assertEquals(client, address(forwarded, trusted));
  }

  @ParameterizedTest
  @CsvSource({
    "'1.2.3.4, 203.0.113.7', 1, 203.0.113.7",
    "'1.2.3.4, 5.6.7.8, 203.0.113.7, 10.0.0.2', 2, 203.0.113.7"
  })
  void whatTheClientHasWrittenItselfIsNotBelieved(String forwarded, int trusted, String client) {
    assertEquals(client, address(forwarded, trusted));
  }

  @Test
  void withFewerHopsThanProxiesTheFirstOneCounts() {
    assertEquals("203.0.113.7", address("203.0.113.7", 3));
  }

  @ParameterizedTest
  @CsvSource({"''", "','", "' , ,'"})
  void withoutAnyHopTheConnectionTells(String forwarded) {
    assertEquals(PROXY, address(forwarded, 1));
  }

  @Test
  void emptyHopsAreNone() {
    assertEquals("203.0.113.7", address("1.2.3.4,, 203.0.113.7,", 1));
  }

  @Test
  void anAddressOfTheSixthVersionIsOneHop() {
    assertEquals("2001:db8::7", address("2001:db8::7", 1));
  }

  private static String address(String forwarded, int trusted) {
    return new Forwarded(trusted).noted(List.of(forwarded), PROXY);
  }
}
