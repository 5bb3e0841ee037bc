package dev.latchkey.api.admin;

import dev.latchkey.api.exchange.AnyAccept;
import dev.latchkey.api.exchange.FailureMapper;
import dev.latchkey.api.exchange.HttpErrorMapper;
import dev.latchkey.api.exchange.OwnResources;
import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;
import java.util.Map;
import java.util.Set;

/** The API for administrators, with the filter that guards it. */
@ApplicationPath("/_latchkey")
public class AdminApplication extends Application {

  @Override
  public Set<Class<?>> getClasses() {
    return Set.of(
        AccountsResource.class,
        AccountResource.class,
        AccountAuthenticatorsResource.class,
        AccountTrustedDevicesResource.class,
        AccountSessionsResource.class,
        KeysResource.class,
        AuditResource.class,
        RateLimitsResource.class,
        SettingsResource.class,
        MailResource.class,
        StatusResource.class,
        ChartsResource.class,
        TokensResource.class,
        BootstrapResource.class,
        AnyAccept.class,
        AdminFilters.class,
        HttpErrorMapper.class,
        FailureMapper.class);
  }

  @Override
  public Map<String, Object> getProperties() {
    return OwnResources.PROPERTIES;
  }
}
