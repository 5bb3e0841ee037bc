package dev.latchkey.flows;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.latchkey.TestWorld;
import dev.latchkey.accounts.Account;
import dev.latchkey.mail.SentMail;
import dev.latchkey.sessions.Session;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Who gets mail about a change, by which of the account's addresses are verified. */
class NotificationsTest {

  private static final String FIRST = "first@example.org";
  private static final String SECOND = "second@example.org";
  private static final String THIRD = "third@example.org";

  /** What causes a notification. */
  enum Change {
    PASSWORD {
      @Override
      void make(TestWorld world, Session session) {
        world.passwordChange.change(session, TestWorld.PASSWORD, Steps.NEW_PASSWORD);
      }
    },
    ADDED {
      @Override
      void make(TestWorld world, Session session) {
        world.managedAddresses.add(session, THIRD);
      }
    },
    MADE_PRIMARY {
      @Override
      void make(TestWorld world, Session session) {
        world.managedAddresses.makePrimary(session, SECOND);
      }
    },
    REMOVED {
      @Override
      void make(TestWorld world, Session session) {
        world.managedAddresses.remove(session, SECOND);
      }
    };

    abstract void make(TestWorld world, Session session);
  }

  private final TestWorld world =
      TestWorld.with(Steps.settings("ACCOUNT_EMAIL_NOTIFICATIONS", "true"));
  private final Steps steps = new Steps(world);

  @AfterEach
  void close() {
    world.close();
  }

  @ParameterizedTest
  @EnumSource
  void notification_forAnAccountWithoutVerifiedAddress_goesNowhere(Change change) {
    assertEquals(List.of(), told(false, false, change));
  }

  @ParameterizedTest
  @EnumSource
  void notification_whereThePrimaryAddressIsNotVerified_goesToOneThatIs(Change change) {
    assertEquals(List.of(SECOND), told(false, true, change));
  }

  static Stream<Arguments> primaryIsVerified() {
    return Stream.of(Change.values())
        .flatMap(c -> Stream.of(true, false).map(second -> Arguments.of(c, second)));
  }

  @ParameterizedTest
  @MethodSource("primaryIsVerified")
  void notification_goesToAVerifiedAddressOfTheAccount(Change change, boolean secondIsVerified) {
    String expected = change == Change.REMOVED && secondIsVerified ? SECOND : FIRST;
    boolean rejected = change == Change.MADE_PRIMARY && !secondIsVerified;
    assertEquals(rejected ? List.of() : List.of(expected), told(true, secondIsVerified, change));
  }

  @Test
  void notification_aboutANewPrimaryAddress_goesToTheVerifiedOneBefore() {
    assertEquals(List.of(FIRST), told(true, true, Change.MADE_PRIMARY));
  }

  /** The recipients of mails about the change, except for the address that it adds. */
  private List<String> told(boolean firstIsVerified, boolean secondIsVerified, Change change) {
    Account account = world.account(FIRST);
    if (firstIsVerified) {
      steps.verify(account, FIRST);
    }
    steps.add(account, SECOND, secondIsVerified);
    Session session = steps.now(world.open(account)).orElseThrow();
    int before = world.mails().size();
    change.make(world, session);
    return world.mails().stream()
        .skip(before)
        .map(SentMail::to)
        .filter(to -> !to.equals(THIRD))
        .toList();
  }
}
