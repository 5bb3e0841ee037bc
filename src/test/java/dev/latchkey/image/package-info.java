/**
 * Holds the Dockerfile and compose.yaml to what docs/servers/containers.md says, without an engine:
 * the file is read, and on demand its steps are followed on this machine in a folder of their own
 * and what they made is started.
 */
package dev.latchkey.image;
