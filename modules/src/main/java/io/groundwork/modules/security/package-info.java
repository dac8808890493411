/** What guards a host: its firewall, whichever it has, and SELinux. */
package io.groundwork.modules.security;
