package dev.latchkey.request;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientAddressTest {

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 192.0.2.1",
    "0.0.0.0, 0.0.0.0",
    "255.255.255.255, 255.255.255.255",
    "192.0.2.1:40000, 192.0.2.1",
    "192.0.2.1:0, 192.0.2.1",
    "192.0.2.1:65535, 192.0.2.1",
    "::ffff:192.0.2.1, 192.0.2.1",
    "::FFFF:192.0.2.1, 192.0.2.1",
    "::ffff:c000:201, 192.0.2.1",
    "::ffff:c000:0201, 192.0.2.1",
    "0:0:0:0:0:ffff:192.0.2.1, 192.0.2.1",
    "0000:0000:0000:0000:0000:ffff:c000:0201, 192.0.2.1",
    "[::ffff:192.0.2.1], 192.0.2.1",
    "[::ffff:192.0.2.1]:443, 192.0.2.1",
    "::ffff:192.0.2.1%eth0, 192.0.2.1",
    "2001:db8::1, 2001:db8::1",
    "2001:DB8::1, 2001:db8::1",
    "2001:db8:0:0:0:0:0:1, 2001:db8::1",
    "2001:0db8:0000:0000:0000:0000:0000:0001, 2001:db8::1",
    "2001:db8::0:1, 2001:db8::1",
    "2001:db8:0::1, 2001:db8::1",
    "2001:db8::0.0.0.1, 2001:db8::1",
    "[2001:db8::1], 2001:db8::1",
    "[2001:db8::1]:40000, 2001:db8::1",
    "[2001:db8::1%25en0]:40000, 2001:db8::1",
    "2001:db8::1%en0, 2001:db8::1",
    "fe80::1%12, fe80::1",
    "::, ::",
    "0:0:0:0:0:0:0:0, ::",
    "::1, ::1",
    "1::, 1::",
    "2001:db8:0:1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:db8::1:1:1:1:1, 2001:db8:0:1:1:1:1:1",
    "2001:0:0:1:0:0:0:1, 2001:0:0:1::1",
    "2001:db8:0:0:1:0:0:1, 2001:db8::1:0:0:1",
    "64:ff9b::192.0.2.33, 64:ff9b::c000:221",
    "1:2:3:4:5:6:7.8.9.10, 1:2:3:4:5:6:708:90a"
  })
  void everySpelling_parsed_hasOneCanonicalForm(String spelling, String canonical) {
    assertEquals(Optional.of(canonical), ClientAddress.parse(spelling).map(ClientAddress::text));
    assertEquals(ClientAddress.parse(canonical), ClientAddress.parse(spelling));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "unknown",
        "_hidden",
        "localhost",
        "example.org",
        "example.org:80",
        "192.0.2",
        "3221225985",
        "0xc0000201",
        "0300.0.2.1",
        "192.0.2.01",
        "192.0.02.1",
        "192.0.2.0x1",
        "192.0.2.256",
        "192.0.2.1.",
        ".192.0.2.1",
        "192.0.2.1.1",
        "192..2.1",
        "192.0.2.1 ",
        "+192.0.2.1",
        "192.0.2.-1",
        "192.0.2.1%eth0",
        "192.0.2.1:",
        "192.0.2.1:65536",
        "192.0.2.1:x",
        "192.0.2.1:80:80",
        "[192.0.2.1]",
        "[192.0.2.1]:80",
        "192.0.2.1/24",
        "\u0661.0.2.1",
        ":",
        ":::",
        "::1::",
        ":1",
        "1:",
        ":1::",
        "1:2:3:4:5:6:7",
        "1:2:3:4:5:6:7:8:9",
        "1:2:3:4::5:6:7:8",
        "::1:2:3:4:5:6:7:8",
        "12345::",
        "g::",
        "::192.0.2.01",
        "::192.0.2",
        "192.0.2.1::",
        "1:2:3:4:5:6:7:1.2.3.4",
        "fe80::1%",
        "fe80::1%e th0",
        "[2001:db8::1",
        "2001:db8::1]",
        "[2001:db8::1]x",
        "[2001:db8::1]:",
        "[2001:db8::1]:99999",
        "[[::1]]",
        "[]",
        "\"[2001:db8::1]\"",
        "2001:db8::1/64",
        "192.0.2.1\u0000"
      })
  void whatIsNoAddress_parsed_isEmpty(String text) {
    assertEquals(Optional.empty(), ClientAddress.parse(text));
  }

  @Test
  void endlessText_parsed_isEmpty() {
    assertEquals(Optional.empty(), ClientAddress.parse("1:".repeat(100_000)));
    assertEquals(Optional.empty(), ClientAddress.parse("::1%" + "e".repeat(65)));
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.1, 32, 192.0.2.1",
    "::ffff:192.0.2.1, 64, 192.0.2.1",
    "2001:db8:1:2:3:4:5:6, 64, 2001:db8:1:2::/64",
    "2001:db8:1:2::ffff, 64, 2001:db8:1:2::/64",
    "2001:db8:1:2:3:4:5:6, 48, 2001:db8:1::/48",
    "2001:db8:1:2:3:4:5:6, 32, 2001:db8::/32",
    "2001:db8:1:2ff:3:4:5:6, 56, 2001:db8:1:200::/56",
    "2001:db8:1:2ff:3:4:5:6, 60, 2001:db8:1:2f0::/60",
    "2001:db8:1:2:ffff:4:5:6, 65, 2001:db8:1:2:8000::/65",
    "2001:db8:1:2:3:4:5:6, 128, 2001:db8:1:2:3:4:5:6/128",
    "64:ff9b::192.0.2.1, 64, 192.0.2.1",
    "64:ff9b:1::192.0.2.1, 64, 64:ff9b:1::/64"
  })
  void address_countedByPrefix_isItsNetwork(String address, int prefix, String network) {
    assertEquals(network, ClientAddress.parse(address).orElseThrow().network(prefix));
  }
}
