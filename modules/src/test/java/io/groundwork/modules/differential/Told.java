package io.groundwork.modules.differential;

/**
 * What a tool told of a case.
 *
 * @param message more about it, for who looks into a difference
 */
record Told(Verdict verdict, String message) {}
