package dev.latchkey.samples.resourceserver;

import jakarta.ws.rs.ApplicationPath;
import jakarta.ws.rs.core.Application;

/** Lists no classes, and so has all of them, the guarding feature included. */
@ApplicationPath("/api")
public class StockApplication extends Application {}
