package dev.latchkey.torture;

import dev.latchkey.it.support.Answer;
import java.util.LinkedHashSet;
import java.util.Set;

/** What a client uses again and again while its session ends. */
enum Credential {
  /** An app refreshes, each time with the latest token of its thread. */
  REFRESH_TOKEN(ClientType.APP) {
    @Override
    Uses uses(Person person) {
      return new Refreshes(person);
    }
  },
  /** An app calls with its session token. */
  SESSION_TOKEN(ClientType.APP) {
    @Override
    Uses uses(Person person) {
      return new Calls(person);
    }
  },
  /** A browser calls with its cookie. */
  COOKIE(ClientType.BROWSER) {
    @Override
    Uses uses(Person person) {
      return new Calls(person);
    }
  };

  private final ClientType type;

  Credential(ClientType type) {
    this.type = type;
  }

  ClientType type() {
    return type;
  }

  /** The uses by one thread. */
  abstract Uses uses(Person person);

  /** Uses one after the other. */
  abstract static class Uses {

    /** The next one. */
    abstract Answer at(Node node);

    /** Whether it was accepted, or rejected as after the end; anything else is a failure. */
    abstract boolean isAccepted(Answer answer);

    /** Fails if something that was used, or that came of a use, still works. */
    abstract void expectDead(Node node, String tag);

    static void expect(int status, Answer answer, String tag) {
      if (answer.status() != status) {
        throw new AssertionError(tag + ": " + status + " expected, but " + answer);
      }
    }
  }

  private static final class Refreshes extends Uses {
    private final Person person;
    private final Set<String> refreshTokens = new LinkedHashSet<>();
    private final Set<String> accessTokens = new LinkedHashSet<>();
    private String latest;

    Refreshes(Person person) {
      this.person = person;
      this.latest = person.refreshToken();
      refreshTokens.add(latest);
      accessTokens.add(person.accessToken());
    }

    @Override
    Answer at(Node node) {
      Answer answer = person.refresh(node, latest);
      if (answer.status() == 200) {
        latest = answer.at("/data/refresh_token");
        refreshTokens.add(latest);
        accessTokens.add(answer.at("/data/access_token"));
      }
      return answer;
    }

    @Override
    boolean isAccepted(Answer answer) {
      if (answer.status() != 200 && answer.status() != 400) {
        throw new AssertionError(answer);
      }
      return answer.status() == 200;
    }

    @Override
    void expectDead(Node node, String tag) {
      refreshTokens.forEach(token -> expect(400, person.refresh(node, token), tag));
      accessTokens.forEach(token -> expect(401, person.me(node, token), tag));
    }
  }

  /** Reads the session, calls an application and tries to change something, in turn. */
  private static final class Calls extends Uses {
    private final Person person;
    private final String secret;
    private final int ended;
    private int number;

    Calls(Person person) {
      this.person = person.copy();
      this.secret = person.secret();
      this.ended = person.device().endedStatus();
    }

    @Override
    Answer at(Node node) {
      return switch (number++ % 3) {
        case 0 -> person.session(node, secret);
        case 1 -> person.meBySecret(node, secret);
        default -> person.copy().endNone(node);
      };
    }

    /** A change of nothing is accepted with 400. */
    @Override
    boolean isAccepted(Answer answer) {
      return switch (answer.status()) {
        case 200, 400 -> true;
        case 401 -> false;
        default -> {
          expect(ended, answer, "after the end");
          yield false;
        }
      };
    }

    @Override
    void expectDead(Node node, String tag) {
      expect(ended, person.session(node, secret), tag);
      expect(401, person.meBySecret(node, secret), tag);
      expect(ended, person.copy().endNone(node), tag);
    }
  }
}
