/**
 * The description of the API in OpenAPI 3.1: {@code openapi.json} has the whole of it, and merge
 * patches remove what the settings switch off. It says nothing that responses do not show, and
 * every server serves it by default.
 */
package dev.latchkey.api.openapi;
