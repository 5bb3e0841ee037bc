package dev.latchkey.samples.guarded;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Lists no classes, and so has all of its WAR but Latchkey's, the guarding feature included. */
@ApplicationPath("/guarded")
public class GuardedApplication extends Application {}
