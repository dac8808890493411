package io.groundwork.modules.rabbitmq;

import com.google.common.base.Splitter;
import io.groundwork.module.Reading;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A cluster as one of its nodes sees it.
 *
 * @param reach whether the node could be asked
 * @param members the cluster's nodes, of a node that does not run by its files; empty when it has
 *     never run
 * @param running those of them that run
 * @param version of RabbitMQ; empty where it could not be asked
 * @param complaint why it did not answer
 */
public record ClusterState(
    Broker.Reach reach,
    List<String> members,
    List<String> running,
    Optional<String> version,
    String complaint) {

  private static final Splitter LINES = Splitter.on('\n').omitEmptyStrings();
  private static final Splitter WORDS = Splitter.on(' ').omitEmptyStrings();

  public ClusterState {
    Objects.requireNonNull(reach, "reach");
    members = List.copyOf(members);
    running = List.copyOf(running);
    Objects.requireNonNull(version, "version");
    Objects.requireNonNull(complaint, "complaint");
  }

  /**
   * @throws IllegalArgumentException for what the snippet cannot have printed
   */
  static ClusterState parse(Reading reading) {
    List<String> lines = LINES.splitToList(reading.state());
    Broker.Reach reach =
        switch (lines.isEmpty() ? "" : lines.get(0)) {
          case "absent" -> Broker.Reach.ABSENT;
          case "blank", "down" -> Broker.Reach.DOWN;
          case "up" -> Broker.Reach.UP;
          default -> throw new IllegalArgumentException("\"" + reading.state() + "\"");
        };
    return new ClusterState(
        reach,
        words(lines, "members "),
        words(lines, "running "),
        words(lines, "version ").stream()
            .filter(one -> one.matches("[0-9]{1,4}[.][0-9]{1,4}([.+-].*)?"))
            .findFirst(),
        reading.context().strip());
  }

  private static List<String> words(List<String> lines, String title) {
    return lines.stream()
        .filter(line -> line.startsWith(title))
        .flatMap(line -> WORDS.splitToList(line.substring(title.length())).stream())
        .sorted()
        .toList();
  }
}
