/** Ansible's vault: files and values that are sealed with a password. */
package io.groundwork.vault;
