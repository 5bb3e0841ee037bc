package dev.latchkey.api.account;

import dev.latchkey.api.exchange.ApiWorld;
import dev.latchkey.api.exchange.Exchange;
import dev.latchkey.mfa.RecoveryCodes;

/** The resources of a user's own second factors and trusted devices. */
final class FactorResources {

  private final ApiWorld api;

  FactorResources(ApiWorld api) {
    this.api = api;
  }

  AuthenticatorsResource factors(Exchange exchange) {
    AuthenticatorsResource resource = new AuthenticatorsResource();
    resource.exchange = exchange;
    resource.guard = api.guard;
    resource.authenticators = api.world.authenticators;
    resource.texts = texts();
    return resource;
  }

  TotpResource totp(Exchange exchange) {
    TotpResource resource = new TotpResource();
    resource.exchange = exchange;
    resource.guard = api.guard;
    resource.totp = api.world.totp;
    resource.texts = texts();
    resource.outcomes = api.outcomes;
    return resource;
  }

  RecoveryCodesResource codes(Exchange exchange) {
    RecoveryCodesResource resource = new RecoveryCodesResource();
    resource.exchange = exchange;
    resource.guard = api.guard;
    resource.codes = api.world.recoveryCodes;
    resource.texts = texts();
    resource.outcomes = api.outcomes;
    return resource;
  }

  PasskeysResource passkeys(Exchange exchange) {
    PasskeysResource resource = new PasskeysResource();
    resource.exchange = exchange;
    resource.guard = api.guard;
    resource.passkeys = api.passkeys;
    resource.own = api.world.passkeys;
    resource.texts = texts();
    resource.outcomes = api.outcomes;
    return resource;
  }

  TrustedDevicesResource devices(Exchange exchange) {
    TrustedDevicesResource resource = new TrustedDevicesResource();
    resource.exchange = exchange;
    resource.guard = api.guard;
    resource.own = api.world.ownDevices;
    resource.devices = api.world.trustedDevices;
    resource.outcomes = api.outcomes;
    return resource;
  }

  private AuthenticatorTexts texts() {
    return new AuthenticatorTexts(api.world.bean(RecoveryCodes.class));
  }
}
