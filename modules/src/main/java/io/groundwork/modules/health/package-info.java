/** What the modules share that ask a product, in its own protocol, whether it serves. */
package io.groundwork.modules.health;
