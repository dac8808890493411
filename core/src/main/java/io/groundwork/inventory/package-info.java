/** Hosts, groups, their variables and the patterns that select them, in Ansible's YAML form. */
package io.groundwork.inventory;
