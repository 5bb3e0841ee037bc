package dev.latchkey.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.latchkey.jose.TokenUse;
import dev.latchkey.security.RequestTokens.Malformed;
import dev.latchkey.security.RequestTokens.None;
import dev.latchkey.security.RequestTokens.Token;
import dev.latchkey.web.FakeRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RequestTokensTest {

  private static final String SESSION = "X-Session-Token";
  private static final String AUTHORIZATION = "Authorization";

  @Test
  void request_withoutHeaders_hasNoToken() {
    assertEquals(new None(), first(request()));
    assertEquals(new None(), RequestTokens.inHeaders("Bearer", name -> null).first());
  }

  @Test
  void request_withSessionToken_hasIt() {
    assertEquals(new Token(TokenUse.SESSION, "s1"), first(request().with(SESSION, "s1")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Bearer a.b.c", "bearer a.b.c", "BEARER   a.b.c "})
  void request_withAccessTokenBehindTheScheme_hasIt(String header) {
    assertEquals(new Token(TokenUse.ACCESS, "a.b.c"), first(request().with(AUTHORIZATION, header)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "Bearer", "Bearer ", "Bearer   ", "Basic YTpi", "Bearera.b.c", "a.b.c"})
  void request_withAnotherScheme_hasNoToken(String header) {
    assertEquals(new None(), first(request().with(AUTHORIZATION, header)));
  }

  @Test
  void request_withBothTokens_isItsSessionTokens() {
    FakeRequest both = request().with(SESSION, "s1").with(AUTHORIZATION, "Bearer a.b.c");
    assertEquals(new Token(TokenUse.SESSION, "s1"), first(both));
    assertEquals(new Token(TokenUse.ACCESS, "a.b.c"), tokens(both.asServed()).of(TokenUse.ACCESS));
  }

  @Test
  void request_withEmptySessionToken_isItsAccessTokens() {
    FakeRequest both = request().with(SESSION, "").with(AUTHORIZATION, "Bearer a.b.c");
    assertEquals(new Token(TokenUse.ACCESS, "a.b.c"), first(both));
  }

  @Test
  void request_withSeveralSessionTokens_isMalformed() {
    assertEquals(new Malformed(TokenUse.SESSION), first(request().with(SESSION, "s1", "s2")));
    assertEquals(new Malformed(TokenUse.SESSION), first(request().with(SESSION, "s1", "s1")));
    assertEquals(new Token(TokenUse.SESSION, "s1"), first(request().with(SESSION, "", "s1")));
  }

  @ParameterizedTest
  @CsvSource({"Bearer a,Bearer b", "Bearer a,Basic YTpi", "Basic YTpi,Bearer a"})
  void request_withSeveralAuthorizations_isMalformed(String one, String other) {
    assertEquals(new Malformed(TokenUse.ACCESS), first(request().with(AUTHORIZATION, one, other)));
  }

  @Test
  void request_withSeveralAuthorizationsOfOtherSchemes_hasNoToken() {
    assertEquals(new None(), first(request().with(AUTHORIZATION, "Basic YTpi", "Digest x")));
  }

  @Test
  void token_upTo16KiB_isRead() {
    String longest = "x".repeat(16 * 1024);
    assertEquals(new Token(TokenUse.SESSION, longest), first(request().with(SESSION, longest)));
    assertEquals(new Malformed(TokenUse.SESSION), first(request().with(SESSION, longest + "x")));
    assertEquals(
        new Malformed(TokenUse.ACCESS),
        first(request().with(AUTHORIZATION, "Bearer " + longest + "x")));
  }

  @Test
  void schemeOfOnesOwn_takesThePlaceOfBearer() {
    HttpServletRequest request = request().with(AUTHORIZATION, "JWT a.b.c").asServed();
    assertEquals(
        new Token(TokenUse.ACCESS, "a.b.c"), RequestTokens.inHeaders("JWT", request).first());
    assertEquals(new None(), tokens(request).first());
  }

  @Test
  void extractor_takesThePlaceOfTheHeaders() {
    HttpServletRequest request = request().with(SESSION, "s1").with("X-Own", "own").asServed();
    TokenExtractor own =
        new TokenExtractor() {
          @Override
          public Optional<String> sessionToken(HttpServletRequest asked) {
            return Optional.of("");
          }

          @Override
          public Optional<String> accessToken(HttpServletRequest asked) {
            return Optional.ofNullable(asked.getHeader("X-Own"));
          }
        };
    assertEquals(new Token(TokenUse.ACCESS, "own"), RequestTokens.by(own, request).first());
  }

  @Test
  void token_inWords_showsNothingOfItself() {
    assertFalse(new Token(TokenUse.SESSION, "secret").toString().contains("secret"));
  }

  private static FakeRequest request() {
    return new FakeRequest("GET", "/");
  }

  private static RequestTokens tokens(HttpServletRequest request) {
    return RequestTokens.inHeaders("Bearer", request);
  }

  private static RequestTokens.Found first(FakeRequest request) {
    return tokens(request.asServed()).first();
  }
}
