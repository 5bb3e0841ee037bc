/** Parts of an application that tests deploy together with the WAR, as an overlay does. */
package dev.latchkey.it.application;
