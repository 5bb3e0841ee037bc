/** The description of the API in OpenAPI 3.1, which follows the settings in force. */
package dev.latchkey.api.openapi;
