/**
 * What other servers call: the published keys, server metadata (RFC 8414), introspection (RFC
 * 7662), revocation (RFC 7009).
 */
package dev.latchkey.api.oauth;
