/** Guards that nothing enforces, one for each reason; none of them deploys. */
package dev.latchkey.samples.unenforced;
