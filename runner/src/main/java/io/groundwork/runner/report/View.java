package io.groundwork.runner.report;

import io.groundwork.runner.terminal.Terminal;

/**
 * How much to show, and where.
 *
 * @param diff whether differences are shown in full
 * @param verbose whether tasks that have nothing to do are shown too
 */
public record View(Terminal terminal, boolean diff, boolean verbose) {}
