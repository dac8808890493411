package io.groundwork.engine;

import io.groundwork.engine.Program.Entry;
import io.groundwork.playbook.Task;

/**
 * A task ahead.
 *
 * @param at its place in the program
 * @param after the program as it is once the task is done with: with what it brings
 * @param prepared what it means
 * @param dry whether it is only to be told what it would do
 */
record Coming(Entry entry, int at, Program after, Prepared prepared, boolean dry) {
  Task task() {
    return entry.task();
  }
}
