/**
 * The kinds of checks: for each, what to read on a host and how to judge it. Pure; which figures
 * they judge by is data.
 */
package io.groundwork.requirements.check;
