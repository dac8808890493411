/** SSDB, in its own protocol. */
package io.groundwork.modules.ssdb;
