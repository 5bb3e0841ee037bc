package dev.latchkey.it.support;

import dev.latchkey.fuzz.Operation;
import dev.latchkey.fuzz.Operation.Input;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All operations there are, with the fields that each one reads. */
public final class Operations {

  private static final String TABLE =
      """
      GET    /_allauth/app/v1/config                  query
      GET    /_allauth/app/v1/auth/session            query
      DELETE /_allauth/app/v1/auth/session            json
      POST   /_allauth/app/v1/auth/signup             json  email="{{new}}" password="{{password}}" username="{{name}}"
      POST   /_allauth/app/v1/auth/login              json  email="{{email}}" password="{{password}}"
      POST   /_allauth/app/v1/auth/reauthenticate     json  password="{{password}}"
      POST   /_allauth/app/v1/auth/2fa/authenticate   json  code="012345"
      POST   /_allauth/app/v1/auth/2fa/reauthenticate json  code="012345"
      POST   /_allauth/app/v1/auth/2fa/trust          json  trust=true
      GET    /_allauth/app/v1/account/trusted-devices query
      DELETE /_allauth/app/v1/account/trusted-devices json  trusted_devices=[{{device}}]
      GET    /_allauth/app/v1/account/authenticators  query
      GET    /_allauth/app/v1/account/authenticators/totp query
      POST   /_allauth/app/v1/account/authenticators/totp json  code="012345"
      DELETE /_allauth/app/v1/account/authenticators/totp json
      GET    /_allauth/app/v1/account/authenticators/recovery-codes query
      POST   /_allauth/app/v1/account/authenticators/recovery-codes json
      GET    /_allauth/app/v1/account/authenticators/webauthn query passwordless=true
      POST   /_allauth/app/v1/account/authenticators/webauthn json  name="Key" credential={"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"clientDataJSON":"eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0","attestationObject":"o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YUA"}}
      PUT    /_allauth/app/v1/account/authenticators/webauthn json  id=50 name="Key"
      DELETE /_allauth/app/v1/account/authenticators/webauthn json  authenticators=[50]
      GET    /_allauth/app/v1/auth/webauthn/authenticate query
      POST   /_allauth/app/v1/auth/webauthn/authenticate json  credential={"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"clientDataJSON":"eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0","authenticatorData":"AAAA","signature":"AAAA","userHandle":"NTA"}}
      GET    /_allauth/app/v1/auth/webauthn/reauthenticate query
      POST   /_allauth/app/v1/auth/webauthn/reauthenticate json  credential={"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"clientDataJSON":"eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0","authenticatorData":"AAAA","signature":"AAAA","userHandle":"NTA"}}
      GET    /_allauth/app/v1/auth/webauthn/login     query
      POST   /_allauth/app/v1/auth/webauthn/login     json  credential={"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"clientDataJSON":"eyJ0eXBlIjoid2ViYXV0aG4uZ2V0In0","authenticatorData":"AAAA","signature":"AAAA","userHandle":"NTA"}}
      GET    /_allauth/app/v1/auth/webauthn/signup    query
      POST   /_allauth/app/v1/auth/webauthn/signup    json  email="{{new}}"
      PUT    /_allauth/app/v1/auth/webauthn/signup    json  name="Key" credential={"id":"AAAA","rawId":"AAAA","type":"public-key","response":{"clientDataJSON":"eyJ0eXBlIjoid2ViYXV0aG4uY3JlYXRlIn0","attestationObject":"o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YUA"}}
      POST   /_allauth/app/v1/auth/code/request       json  email="{{email}}"
      POST   /_allauth/app/v1/auth/code/confirm       json  code="BBBB-BBBB"
      POST   /_allauth/app/v1/auth/code/resend        json
      GET    /_allauth/app/v1/auth/email/verify       query
      POST   /_allauth/app/v1/auth/email/verify       json  key="BBBB-BBBB"
      POST   /_allauth/app/v1/auth/email/verify/resend json
      POST   /_allauth/app/v1/auth/password/request   json  email="{{email}}"
      GET    /_allauth/app/v1/auth/password/reset     query
      POST   /_allauth/app/v1/auth/password/reset     json  key="BBBB-BBBB" password="{{password}}"
      POST   /_allauth/app/v1/auth/token/refresh      json  refresh="{{refresh}}" refresh_token="{{refresh}}"
      POST   /_allauth/app/v1/tokens/refresh          json  refresh_token="{{refresh}}"
      GET    /_allauth/app/v1/auth/sessions           query
      DELETE /_allauth/app/v1/auth/sessions           json  sessions=[{{sid}}]
      DELETE /_allauth/app/v1/account                 json
      POST   /_allauth/app/v1/account/password/change json  current_password="{{password}}" new_password="{{password}}"
      GET    /_allauth/app/v1/account/email           query
      POST   /_allauth/app/v1/account/email           json  email="{{new}}"
      PUT    /_allauth/app/v1/account/email           json  email="{{email}}"
      PATCH  /_allauth/app/v1/account/email           json  email="{{email}}" primary=true
      DELETE /_allauth/app/v1/account/email           json  email="{{email}}"
      GET    /api/me                                  query
      GET    /.well-known/jwks.json                   query
      GET    /.well-known/oauth-authorization-server  query
      GET    /.well-known/openid-configuration        query
      GET    /_allauth/openapi.json                   query
      GET    /_latchkey/health/live                   query
      GET    /_latchkey/health/ready                  query
      POST   /_allauth/introspect                     form  token={{access}} client_id=shop client_secret={{secret}} token_type_hint=access_token
      POST   /_allauth/revoke                         form  token={{refresh}} client_id=shop client_secret={{secret}}
      GET    /_latchkey/admin/v1/accounts             query q=user group=staff active=true verified=true limit=3 after=50
      POST   /_latchkey/admin/v1/accounts             json  email="{{new}}" username="{{name}}" email_verified=true groups=["a"] attributes={"a":"b"} password="{{password}}"
      GET    /_latchkey/admin/v1/accounts/{id}        query
      DELETE /_latchkey/admin/v1/accounts/{id}        json
      POST   /_latchkey/admin/v1/accounts/{id}/deactivate json
      POST   /_latchkey/admin/v1/accounts/{id}/activate   json
      DELETE /_latchkey/admin/v1/accounts/{id}/sessions   json
      GET    /_latchkey/admin/v1/accounts/{id}/authenticators query
      DELETE /_latchkey/admin/v1/accounts/{id}/authenticators json
      DELETE /_latchkey/admin/v1/accounts/{id}/authenticators/50 json
      GET    /_latchkey/admin/v1/accounts/{id}/trusted-devices query
      DELETE /_latchkey/admin/v1/accounts/{id}/trusted-devices json
      PUT    /_latchkey/admin/v1/accounts/{id}/groups     json  groups=["a","b"]
      PUT    /_latchkey/admin/v1/accounts/{id}/attributes json  attributes={"a":"b"}
      POST   /_latchkey/admin/v1/accounts/invite      json  email="{{new}}" username="{{name}}" groups=["a"] attributes={"a":"b"}
      POST   /_latchkey/admin/v1/accounts/{id}/emails/verify json  email="{{new}}"
      POST   /_latchkey/admin/v1/accounts/{id}/send-reset json
      GET    /_latchkey/admin/v1/accounts/{id}/sessions query
      DELETE /_latchkey/admin/v1/accounts/{id}/sessions/101 json
      GET    /_latchkey/admin/v1/audit                query account=50 type=login address=192.0.2.7 outcome=failure since=0 until=2030-01-01T00:00:00Z before=9999 limit=3
      GET    /_latchkey/admin/v1/audit/types          query
      GET    /_latchkey/admin/v1/audit/export         query format=csv account=50 type=login address=192.0.2.7 outcome=failure since=0 until=2030-01-01T00:00:00Z
      GET    /_latchkey/admin/v1/keys                 query
      GET    /_latchkey/admin/v1/rate-limits          query ip=192.0.2.7 key=ada@example.org account=50
      DELETE /_latchkey/admin/v1/rate-limits/none     json
      GET    /_latchkey/admin/v1/settings             query
      GET    /_latchkey/admin/v1/mail                 query state=waiting after=9 limit=3
      DELETE /_latchkey/admin/v1/mail/60              json
      POST   /_latchkey/admin/v1/mail/60/retry        json
      POST   /_latchkey/admin/v1/mail/test            json
      GET    /_latchkey/admin/v1/status               query
      GET    /_latchkey/admin/v1/charts               query since=0 until=2030-01-01T00:00:00Z bucket=3600
      POST   /_latchkey/admin/v1/tokens/inspect       json  token="{{access}}"
      GET    /_latchkey/admin/v1/bootstrap            query
      POST   /_latchkey/admin/v1/bootstrap            json  token="token" email="{{new}}" password="{{password}}"
      POST   /_latchkey/admin/v1/keys/rotate          json
      POST   /_latchkey/admin/v1/keys/none/revoke     json
      """;

  public static final List<Operation> ALL = TABLE.lines().map(Operations::parse).toList();

  private Operations() {}

  private static Operation parse(String row) {
    String[] cells = row.trim().split("\\s+");
    Map<String, String> fields = new TreeMap<>();
    for (String field : Arrays.asList(cells).subList(3, cells.length)) {
      String[] nameAndValue = field.split("=", 2);
      fields.put(nameAndValue[0], nameAndValue[1]);
    }
    return new Operation(cells[0], cells[1], Input.valueOf(cells[2].toUpperCase()), fields);
  }
}
