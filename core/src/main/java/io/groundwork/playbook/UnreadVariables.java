package io.groundwork.playbook;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.groundwork.inventory.Definition;
import io.groundwork.inventory.Inventory;
import io.groundwork.text.Problem;
import io.groundwork.text.Suggestion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds variables of an inventory that a playbook does not read, and that are spelt almost as one
 * of its own: most likely a slip, by which the default stays in force unnoticed.
 */
public final class UnreadVariables {

  private static final Pattern WORD = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
  private static final long LONGEST_BYTES = 1024 * 1024;
  private static final int MOST_FILES = 5000;

  private final Set<String> own = new TreeSet<>();
  private final Set<String> words = new LinkedHashSet<>();

  private UnreadVariables() {}

  /** What is worth saying, each with the place of the variable. */
  public static List<Problem> of(Playbook playbook, Inventory inventory) {
    UnreadVariables unread = new UnreadVariables();
    unread.learn(playbook);
    Map<String, Problem> slips = new LinkedHashMap<>();
    for (Definition definition : inventory.definitions()) {
      unread.slip(definition).ifPresent(slip -> slips.putIfAbsent(definition.name(), slip));
    }
    if (slips.isEmpty()) {
      return List.of(); // as most are: nothing has to be read
    }
    inventory.definitions().forEach(definition -> unread.read(definition.node().toString()));
    unread.read(playbook);
    slips.keySet().removeAll(unread.words);
    return List.copyOf(slips.values());
  }

  private Optional<Problem> slip(Definition definition) {
    String name = definition.name();
    if (own.contains(name)) {
      return Optional.empty();
    }
    return Suggestion.slip(name, own)
        .map(
            near ->
                Problem.at(definition.position(), "nothing in this playbook reads \"" + name + "\"")
                    .withRemedy("did you mean \"" + near + "\"?"));
  }

  private void learn(Playbook playbook) {
    for (Play play : playbook.plays()) {
      own.addAll(play.vars().keySet());
    }
    for (Role role : roles(playbook)) {
      own.addAll(role.defaults().keySet());
      own.addAll(role.vars().keySet());
    }
  }

  private static Set<Role> roles(Playbook playbook) {
    Set<Role> roles = new LinkedHashSet<>();
    playbook.plays().stream()
        .flatMap(play -> play.tasks().stream())
        .forEach(task -> task.role().ifPresent(roles::add));
    return roles;
  }

  private void read(Playbook playbook) {
    Set<Path> places = new LinkedHashSet<>(List.of(playbook.file()));
    for (Play play : playbook.plays()) {
      Stream.of("templates", "files", "tasks", "vars", "handlers")
          .map(play.directory()::resolve)
          .forEach(places::add);
    }
    for (Role role : roles(playbook)) {
      places.add(role.directory());
      places.addAll(role.templates());
    }
    places.stream().filter(Files::exists).forEach(this::readAll);
  }

  private void readAll(Path place) {
    try (Stream<Path> files = Files.walk(place)) {
      files.filter(Files::isRegularFile).limit(MOST_FILES).forEach(this::readFile);
    } catch (IOException e) {
      throw new UncheckedIOException("looking for variables in " + place, e);
    }
  }

  private void readFile(Path file) {
    try {
      if (Files.size(file) <= LONGEST_BYTES) {
        // Any encoding will do: names are plain letters.
        read(Files.readString(file, ISO_8859_1));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("looking for variables in " + file, e);
    }
  }

  private void read(String text) {
    Matcher word = WORD.matcher(text);
    while (word.find()) {
      words.add(word.group());
    }
  }
}
