package io.groundwork.modules.differential;

/**
 * Something that the tools do differently.
 *
 * @param where the pass, or the pass after which something on the host differs and what
 */
record Difference(String id, String where, String ansible, String groundwork) {}
