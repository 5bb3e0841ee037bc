package dev.latchkey.torture;

import dev.latchkey.crypto.TokenDigest;
import dev.latchkey.it.support.Answer;
import java.util.List;

/** An app, with the latest tokens. */
final class AppDevice implements Device {

  private volatile String sessionToken;
  private volatile String accessToken;
  private volatile String refreshToken;

  String accessToken() {
    return accessToken;
  }

  String refreshToken() {
    return refreshToken;
  }

  @Override
  public ClientType type() {
    return ClientType.APP;
  }

  @Override
  public Device copy() {
    AppDevice copy = new AppDevice();
    copy.sessionToken = sessionToken;
    copy.accessToken = accessToken;
    copy.refreshToken = refreshToken;
    return copy;
  }

  @Override
  public void plant(String secret) {
    sessionToken = secret;
  }

  @Override
  public String api() {
    return Node.API;
  }

  @Override
  public void prepare(Node node) {}

  @Override
  public List<String> headers(Node node, String method) {
    return sessionToken == null ? List.of() : headers(sessionToken);
  }

  @Override
  public List<String> headers(String secret) {
    return List.of("X-Session-Token", secret);
  }

  @Override
  public List<String> callHeaders() {
    return List.of("Authorization", "Bearer " + accessToken);
  }

  /** {@inheritDoc} A session that waits for a step has a token, too. */
  @Override
  public void keep(Answer answer) {
    boolean isEnvelope = answer.status() == 200 || answer.status() == 401;
    if (isEnvelope && answer.has("/meta/session_token")) {
      sessionToken = answer.at("/meta/session_token");
    }
    if (answer.status() == 200) {
      String place = answer.has("/meta/access_token") ? "/meta" : "/data";
      accessToken =
          answer.has(place + "/access_token") ? answer.at(place + "/access_token") : accessToken;
      refreshToken =
          answer.has(place + "/refresh_token") ? answer.at(place + "/refresh_token") : refreshToken;
    }
  }

  @Override
  public String secret() {
    return sessionToken;
  }

  @Override
  public String digest(String secret) {
    return TokenDigest.sha256(secret);
  }

  @Override
  public int endedStatus() {
    return 410;
  }
}
