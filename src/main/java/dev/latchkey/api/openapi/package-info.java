/**
 * The description of the API in OpenAPI 3.1: {@code openapi.json} describes the whole API, and
 * merge patches remove what the settings disable. It reveals nothing that responses do not show,
 * and every server serves it by default.
 */
package dev.latchkey.api.openapi;
