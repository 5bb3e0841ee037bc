package dev.latchkey.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.latchkey.jose.TokenUse;
import dev.latchkey.security.Authentication.Anonymous;
import dev.latchkey.security.Authentication.Authenticated;
import dev.latchkey.security.Authentication.Rejected;
import dev.latchkey.security.Authentication.Unavailable;
import dev.latchkey.web.FakeRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.junit.jupiter.api.Test;

class AuthenticationTest {

  private final FakeAuthentication fake = new FakeAuthentication();
  private final Authentication authentication = fake.authentication();

  @Test
  void request_withoutToken_isAnonymous() {
    assertInstanceOf(Anonymous.class, authentication.of(request().asServed()));
    assertInstanceOf(Anonymous.class, authentication.of(session("").asServed()));
    assertEquals(List.of(), fake.asked);
  }

  @Test
  void token_valid_isTheCallers() {
    assertEquals(TokenUse.SESSION, authenticated(session("good")).tokenUse());
    assertEquals(TokenUse.ACCESS, authenticated(access("good")).tokenUse());
  }

  @Test
  void token_thatNoStoreAccepts_isRejected() {
    assertInstanceOf(Rejected.class, authentication.of(session("bad").asServed()));
  }

  @Test
  void caller_ofAnotherKindThanOurs_isRejected() {
    assertInstanceOf(Rejected.class, authentication.of(session("foreign").asServed()));
  }

  @Test
  void sessionToken_besideAnAccessToken_decides() {
    FakeRequest both = session("bad").with("Authorization", "Bearer good");
    assertInstanceOf(Rejected.class, authentication.of(both.asServed()));
    assertEquals(List.of("SESSION bad"), fake.asked);
  }

  @Test
  void token_askedForTwice_isJudgedOnce() {
    HttpServletRequest request = session("good").asServed();
    authentication.of(request);
    authentication.of(request, TokenUse.SESSION, false);
    assertEquals(List.of("SESSION good"), fake.asked);
  }

  @Test
  void accessToken_askedForWithItsSession_isJudgedAgain() {
    HttpServletRequest request = access("good").asServed();
    authentication.of(request);
    authentication.of(request, true);
    authentication.of(request, true);
    assertEquals(List.of("ACCESS good", "ACCESS good"), fake.asked);
  }

  @Test
  void token_longerThanAnyOfOurs_isRejectedUnseen() {
    String longest = "x".repeat(RequestTokens.MAX_LENGTH);
    authentication.of(session(longest).asServed());
    assertEquals(1, fake.asked.size());
    assertInstanceOf(Rejected.class, authentication.of(session(longest + "x").asServed()));
    assertEquals(1, fake.asked.size());
  }

  @Test
  void store_thatCannotDecide_isUnavailable() {
    assertInstanceOf(Unavailable.class, authentication.of(session("away").asServed()));
  }

  @Test
  void store_withABug_isNotMistakenForARejection() {
    assertThrows(
        IllegalStateException.class, () -> authentication.of(session("broken").asServed()));
  }

  @Test
  void tokenOfTheOtherUse_whereOneUseIsAskedFor_isRejectedUnseen() {
    HttpServletRequest request = access("good").asServed();
    assertInstanceOf(Rejected.class, authentication.of(request, TokenUse.SESSION, false));
    assertEquals(List.of(), fake.asked);
    assertInstanceOf(Authenticated.class, authentication.of(request, TokenUse.ACCESS, false));
  }

  @Test
  void noToken_whereOneUseIsAskedFor_isAnonymous() {
    assertInstanceOf(
        Anonymous.class, authentication.of(request().asServed(), TokenUse.ACCESS, false));
  }

  private Caller authenticated(FakeRequest request) {
    return assertInstanceOf(Authenticated.class, authentication.of(request.asServed())).caller();
  }

  private static FakeRequest request() {
    return new FakeRequest("GET", "/orders");
  }

  private static FakeRequest session(String token) {
    return request().with("X-Session-Token", token);
  }

  private static FakeRequest access(String token) {
    return request().with("Authorization", "Bearer " + token);
  }
}
