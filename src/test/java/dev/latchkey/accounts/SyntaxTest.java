package dev.latchkey.accounts;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.latchkey.accounts.emails.EmailSyntax;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntaxTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.org",
        "ADA.Lovelace+tag@Mail.Example.ORG",
        "o'neil_x-y@example.co.uk",
        "1@2.example",
        "a@b-c.example",
        "!#$%&'*+/=?^_`{|}~-@example.org",
        "ada@münchen.example",
        "ada@例え.テスト",
        "ada@xn--mnchen-3ya.example",
        "ada@हिन्दी.example"
      })
  void emailAddress_valid_isAccepted(String email) {
    assertTrue(EmailSyntax.isValid(email));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nonsense",
        "@example.org",
        "ada@",
        "ada@localhost",
        "ada@@example.org",
        "a@b@example.org",
        "ada@example..org",
        "ada@.example.org",
        "ada@example.org.",
        "ada@-example.org",
        "ada@example-.org",
        "ada@exa_mple.org",
        "ada@example.o",
        ".ada@example.org",
        "ada.@example.org",
        "a..da@example.org",
        "ada lovelace@example.org",
        "\"ada\"@example.org",
        "ada@[127.0.0.1]",
        "ada@127.0.0.1",
        "ada@example.123",
        "Ada <ada@example.org>",
        "ada@example.org,b@example.org",
        "ada@example.org\n",
        "ada@example.org\r\nBcc: x@example.org",
        "\tada@example.org",
        "ada\u0000@example.org",
        "ada@example.org\u007f",
        "ada@exam\u200bple.org",
        "ada@\u202eexample.org",
        "ada@ｅxample.org",
        "ada@example。org",
        "ada@é..example",
        "adä@example.org",
        "ada@éxample org"
      })
  void emailAddress_invalid_isRejected(String email) {
    assertFalse(EmailSyntax.isValid(email));
  }

  @Test
  void emailAddress_tooLongAsAWholeOrInPart_isRejected() {
    assertTrue(EmailSyntax.isValid("a".repeat(64) + "@example.org"));
    assertFalse(EmailSyntax.isValid("a".repeat(65) + "@example.org"));
    assertTrue(EmailSyntax.isValid("a@" + "b".repeat(63) + ".org"));
    assertFalse(EmailSyntax.isValid("a@" + "b".repeat(64) + ".org"));
    String longest = "a@" + "b23456789.".repeat(25) + "bb";
    assertEquals(254, longest.length());
    assertTrue(EmailSyntax.isValid(longest));
    assertFalse(EmailSyntax.isValid("a" + longest));
    assertFalse(EmailSyntax.isValid("a@" + "é".repeat(5000) + ".org"));
    assertFalse(EmailSyntax.isValid("a@" + "é.".repeat(120) + "org"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ada", "Ada.Lovelace", "a.b+c-d_e", "Зоя", "李雷", "12a", "é", "𐐀"})
  void username_valid_isAccepted(String username) {
    assertTrue(UsernameSyntax.isValid(username));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "has space",
        "a/b",
        "a,b",
        "a\u0000",
        "a\n",
        "a\u200bb",
        "\u202eada",
        "e\u0301",
        "ａda",
        "ﬁn",
        "🔑",
        "a!",
        "victim@example.org",
        "a@",
        "2",
        "123456",
        "٣٤"
      })
  void username_invalid_isRejected(String username) {
    assertFalse(UsernameSyntax.isValid(username));
  }

  @Test
  void username_whoseComparedFormIsTooLong_isRejected() {
    assertTrue(UsernameSyntax.isValid("a".repeat(150)));
    assertFalse(UsernameSyntax.isValid("a".repeat(151)));
    assertTrue(UsernameSyntax.isValid("ß".repeat(75)));
    assertFalse(UsernameSyntax.isValid("ß".repeat(76)), "compared as 152 letters");
  }

  @Test
  void userNames_thatDifferInCaseOrCompatibilityForms_haveOneComparedForm() {
    assertEquals(UsernameSyntax.key("straße"), UsernameSyntax.key("STRASSE"));
    assertEquals(UsernameSyntax.key("ada"), UsernameSyntax.key("ＡＤＡ"));
    assertEquals(UsernameSyntax.key("ΣΊΣΥΦΟΣ"), UsernameSyntax.key("Σίσυφος"));
  }
}
