package dev.latchkey.request;

import dev.latchkey.texts.Language;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Each test of a class is a request from an IP address: register it as an extension in a field.
 *
 * @param userAgent null if the client does not name itself
 */
public record RequestsFrom(String address, String userAgent)
    implements BeforeEachCallback, AfterEachCallback {

  @Override
  public void beforeEach(ExtensionContext test) {
    RequestContext.enter(new RequestContext(address, userAgent, null, Language.ENGLISH));
  }

  @Override
  public void afterEach(ExtensionContext test) {
    RequestContext.leave();
  }
}
