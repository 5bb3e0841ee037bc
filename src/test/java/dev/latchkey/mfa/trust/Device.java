package dev.latchkey.mfa.trust;

import static dev.latchkey.flows.Outcomes.done;

import dev.latchkey.TestWorld;
import dev.latchkey.flows.Outcome;
import dev.latchkey.flows.login.LoginOutcome;
import dev.latchkey.jose.TokenCarrier;
import dev.latchkey.mfa.totp.TestApp;
import dev.latchkey.request.DeviceTokens;
import dev.latchkey.request.RequestContext;
import dev.latchkey.sessions.Session;
import dev.latchkey.settings.types.LoginMethod;
import dev.latchkey.texts.Language;
import java.util.Optional;
import java.util.function.Supplier;

/** A browser or an app, which stores the tokens that it is given. */
final class Device {

  private final TestWorld world;
  private final TokenCarrier carrier;
  private DeviceTokens tokens = DeviceTokens.NONE;

  private Device(TestWorld world, TokenCarrier carrier) {
    this.world = world;
    this.carrier = carrier;
  }

  static Device browser(TestWorld world) {
    return new Device(world, TokenCarrier.COOKIE);
  }

  static Device app(TestWorld world) {
    return new Device(world, TokenCarrier.HEADER);
  }

  DeviceTokens tokens() {
    return tokens;
  }

  /** Stores these tokens in place of its own. */
  Device with(DeviceTokens others) {
    tokens = others;
    return this;
  }

  /** Does something as a request of this device. */
  <T> T request(Supplier<T> work) {
    RequestContext.enter(
        new RequestContext(
            "192.0.2.7", "Device/1", null, Language.ENGLISH, null, null, carrier, tokens));
    try {
      return work.get();
    } finally {
      RequestContext.leave();
    }
  }

  LoginOutcome logIn(String email) {
    return logIn(world, email);
  }

  /** A login by password on this node. */
  LoginOutcome logIn(TestWorld node, String email) {
    return request(
        () ->
            done(
                node.login.byPassword(
                    LoginMethod.EMAIL, email, TestWorld.PASSWORD, Optional.empty())));
  }

  /** What a login by password waits for; empty if it is complete. */
  Optional<String> owedBy(String email) {
    return owed(logIn(email));
  }

  Optional<String> owed(LoginOutcome outcome) {
    return world.stages.pendingFlow(session(outcome)).map(flow -> flow.id());
  }

  /** A login by password, and the code of this moment. */
  LoginOutcome logIn(String email, TestApp app) {
    Session pending = session(logIn(email));
    return request(() -> done(world.secondFactors.authenticate(app.code(), Optional.of(pending))));
  }

  /** Completes a login that asks whether to trust the browser. */
  Outcome<BrowserTrust.Decided> decide(boolean isTrusted, Session pending) {
    Outcome<BrowserTrust.Decided> outcome =
        request(() -> world.browserTrust.decide(isTrusted, Optional.of(pending)));
    if (outcome instanceof Outcome.Done<BrowserTrust.Decided> decided
        && !decided.result().tokens().isEmpty()) {
      tokens = decided.result().tokens();
    }
    return outcome;
  }

  /** Logs in with a second factor, and is trusted. */
  Session trusted(String email, TestApp app) {
    Session session = session(logIn(email, app));
    if (carrier == TokenCarrier.COOKIE) {
      return session(done(decide(true, session)).login());
    }
    tokens = request(() -> done(world.appTrust.trust(session)));
    return session;
  }

  static Session session(LoginOutcome outcome) {
    return outcome instanceof LoginOutcome.Pending pending
        ? pending.session().session()
        : ((LoginOutcome.Complete) outcome).session().session();
  }
}
