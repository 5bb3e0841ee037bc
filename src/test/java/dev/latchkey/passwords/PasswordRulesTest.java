package dev.latchkey.passwords;

import static dev.latchkey.passwords.PasswordProblem.ENTIRELY_NUMERIC;
import static dev.latchkey.passwords.PasswordProblem.TOO_COMMON;
import static dev.latchkey.passwords.PasswordProblem.TOO_SHORT;
import static dev.latchkey.passwords.PasswordProblem.TOO_SIMILAR;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordRulesTest {

  private static final CommonPasswords COMMON = CommonPasswords.shipped();

  private final PasswordRules rules = new PasswordRules(8, COMMON);

  @Test
  void password_valid_hasNoProblems() {
    assertEquals(List.of(), check("violet-Tractor 47 hums", "anna.berg@example.com", "anna"));
  }

  @Test
  void password_short_hasThatProblemOnly() {
    assertEquals(List.of(TOO_SHORT), check("short"));
  }

  @Test
  void length_isCountedInCodePoints() {
    assertEquals(List.of(), check("\uD83D\uDE00\uD83E\uDD8A\uD83C\uDF35\uD83D\uDEB2x1y2"));
    assertEquals(List.of(TOO_SHORT), check("\uD83D\uDE00\uD83E\uDD8A\uD83C\uDF35\uD83D\uDEB2x1y"));
  }

  @Test
  void password_ofTheMinimumLength_isValid() {
    assertEquals(List.of(), new PasswordRules(12, COMMON).check("zq7-vLm2 pR4", List.of()));
    assertEquals(
        List.of(TOO_SHORT), new PasswordRules(13, COMMON).check("zq7-vLm2 pR4", List.of()));
  }

  @Test
  void password_commonNumber_isNumericAndCommon() {
    assertEquals(List.of(ENTIRELY_NUMERIC, TOO_COMMON), check("12345678901"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "PassWord", " password ", "iloveyou1", "qwertyuiop"})
  void password_commonInAnyCase_isCommon(String password) {
    assertEquals(List.of(TOO_COMMON), check(password));
  }

  @Test
  void password_ofOneRepeatedLetter_isCommon() {
    assertEquals(List.of(TOO_COMMON, TOO_SHORT), check("aaaaaaa"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "8203957146203",
        "\u0668\u0662\u0660\u0663\u0669\u0665\u0667\u0661",
        "820395\u0967\u0968"
      })
  void password_ofDigitsInAnyScript_isNumeric(String password) {
    assertEquals(List.of(ENTIRELY_NUMERIC), check(password));
  }

  @Test
  void password_empty_isShortAndNotNumeric() {
    assertEquals(List.of(TOO_SHORT), check("", "anna@example.com"));
  }

  @ParameterizedTest
  @CsvSource({
    "anna.berg@example.com, anna.berg@example.com",
    "ANNA.BERG@EXAMPLE.COM, anna.berg@example.com",
    "annaberg@example.com1, anna.berg@example.com",
    "montgomery1, montgomery@mail.example",
    "yremogtnom, montgomery",
    "wizardry99, Wizardry",
  })
  void password_likeAnAttribute_isTooSimilar(String password, String attribute) {
    assertEquals(List.of(TOO_SIMILAR), check(password, "unrelated", attribute));
  }

  @ParameterizedTest
  @CsvSource({
    "montgomery and 14 wild geese, montgomery@mail.example",
    "vT9#kq2Lw!, anna.berg@example.com",
    "anna-vT9#kq2Lw!, anna",
  })
  void password_containingAnAttribute_isNotTooSimilar(String password, String attribute) {
    assertEquals(List.of(), check(password, attribute));
  }

  /** Seven of ten in common is too much: 2*7 / (10+10). */
  @Test
  void similarity_ofSevenTenths_isTheLimit() {
    assertEquals(List.of(TOO_SIMILAR), check("abcdefgxyz", "abcdefg123"));
    assertEquals(List.of(), check("abcdefwxyz", "abcdefg123"));
  }

  @Test
  void attributes_emptyOrMissing_areIgnored() {
    assertEquals(List.of(), rules.check("zq7-vLm2 pR4", Arrays.asList(null, "", "  ", "@.@")));
  }

  @Test
  void password_veryLong_isChecked() {
    String attribute = "a.".repeat(5000);

    assertEquals(List.of(), check("zq7-vLm2 pR4".repeat(300), attribute, "anna@example.com"));
    assertEquals(List.of(TOO_SIMILAR), check(attribute, attribute));
  }

  @Test
  void problems_haveTheCodesOfTheApi() {
    assertEquals(
        List.of(
            "password_entirely_numeric",
            "password_too_common",
            "password_too_short",
            "password_too_similar"),
        Arrays.stream(PasswordProblem.values()).map(PasswordProblem::code).toList());
  }

  @Test
  void minimumLength_ofZero_isRejected() {
    assertThrows(IllegalArgumentException.class, () -> new PasswordRules(0, COMMON));
  }

  private List<PasswordProblem> check(String password, String... attributes) {
    return rules.check(password, List.of(attributes));
  }
}
