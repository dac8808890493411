/** MongoDB, as its own shell reaches it. */
package io.groundwork.modules.mongodb;
