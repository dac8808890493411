/** What a host reaches: name servers and others outside. */
package io.groundwork.modules.network;
