package dev.latchkey.torture;

import dev.latchkey.it.support.Answer;
import java.util.List;

/**
 * What a device sends with its requests, and stores of the responses. Its session is named by one
 * secret, the session token or the value of the cookie. Threads may share a device.
 */
interface Device {

  ClientType type();

  /** Another with the same tokens or cookies, which goes its own way. */
  Device copy();

  /** Stores another's secret as that of its session. */
  void plant(String secret);

  /** The path of its API. */
  String api();

  /** Gets what it needs before its first request that changes something. */
  void prepare(Node node);

  /** Headers of a request to the API; names and values in turn. */
  List<String> headers(Node node, String method);

  /** Headers of a safe request to the API or an application, by that session alone. */
  List<String> headers(String secret);

  /** Headers of a safe request to an application. */
  List<String> callHeaders();

  /** Stores what a response to this device carries. */
  void keep(Answer answer);

  /** The secret of its session; null without one. */
  String secret();

  /** What the database has of a secret. */
  String digest(String secret);

  /** The status of a response to a request whose session has ended. */
  int endedStatus();
}
