/**
 * Places, problems and secrets: the words in which everything else speaks to the operator, and the
 * quoting of values for a shell.
 */
package io.groundwork.text;
