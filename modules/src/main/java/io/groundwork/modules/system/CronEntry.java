package io.groundwork.modules.system;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One job or variable of a crontab. A job stands behind a line with its name, the same as Ansible
 * writes, so that both tools manage the same entries.
 *
 * @param name of the job or the variable
 * @param line what its line is to be; empty when it is not to be there
 * @param variable whether it is a variable
 * @param place where a new variable goes
 */
record CronEntry(String name, Optional<String> line, boolean variable, Place place) {

  /**
   * Where a new variable goes.
   *
   * @param other the variable beside it; empty for the beginning
   */
  record Place(Optional<String> other, boolean after) {
    static final Place BEGINNING = new Place(Optional.empty(), false);
  }

  static final String MARK = "#Ansible: ";

  CronEntry {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(line, "line");
    Objects.requireNonNull(place, "place");
  }

  /**
   * The lines as they should be.
   *
   * @throws IllegalArgumentException when the variable beside which a new one goes is not there
   */
  List<String> edit(List<String> lines) {
    return variable ? editVariable(lines) : editJob(lines);
  }

  private List<String> editJob(List<String> lines) {
    List<String> edited = new ArrayList<>();
    boolean found = false;
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).equals(MARK + name)) {
        edited.add(lines.get(i));
        continue;
      }
      found = true;
      boolean dangling = i + 1 == lines.size() || lines.get(i + 1).startsWith(MARK);
      if (line.isPresent()) {
        edited.add(MARK + name);
        edited.add(line.get());
      }
      if (!dangling) {
        i++;
      }
    }
    if (found || line.isEmpty()) {
      return edited;
    }
    return adopt(edited, line.get());
  }

  /** Without an entry of its name: the same line that has no name yet gets it, else a new one. */
  private List<String> adopt(List<String> lines, String job) {
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).equals(job) && (i == 0 || !lines.get(i - 1).startsWith(MARK))) {
        lines.add(i, MARK + name);
        return lines;
      }
    }
    lines.add(MARK + name);
    lines.add(job);
    return lines;
  }

  private List<String> editVariable(List<String> lines) {
    List<String> edited = new ArrayList<>();
    boolean found = false;
    for (String one : lines) {
      if (!one.startsWith(name + "=")) {
        edited.add(one);
        continue;
      }
      // The first one decides whether there is something to do, as with Ansible.
      if (!found && line.filter(one::equals).isPresent()) {
        return lines;
      }
      found = true;
      line.ifPresent(edited::add);
    }
    if (!found && line.isPresent()) {
      edited.add(position(lines), line.get());
    }
    return edited;
  }

  private int position(List<String> lines) {
    if (place.other().isEmpty()) {
      return 0;
    }
    String other = place.other().get();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).startsWith(other + "=")) {
        return place.after() ? i + 1 : i;
      }
    }
    throw new IllegalArgumentException("there is no variable " + other);
  }

  /** The names of all jobs that have one. */
  static List<String> jobs(List<String> lines) {
    return lines.stream()
        .filter(one -> one.startsWith(MARK))
        .map(one -> one.substring(MARK.length()))
        .toList();
  }

  /** The names of all variables. */
  static List<String> variables(List<String> lines) {
    return lines.stream()
        .filter(one -> one.matches("(?s)[^\\s=]\\S*=.*"))
        .map(one -> one.substring(0, one.indexOf('=')))
        .toList();
  }
}
