package io.groundwork.requirements;

import io.groundwork.requirements.check.Column;
import io.groundwork.requirements.check.Scheme;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a platform needs by the document, and how that comes about.
 *
 * @param customers customers in its database
 * @param daily messages it sends a day
 * @param scheme the way it is placed
 * @param tier whose figures these are
 * @param beyond what the document has no figures for; empty when it has them all
 * @param servers the hosts
 * @param spoolBytes the room that waiting messages need, on all senders together
 * @param addresses public IPv4 addresses of the senders together; empty where the document has none
 * @param arithmetic line by line
 */
public record Sizing(
    long customers,
    long daily,
    Scheme scheme,
    Tier tier,
    List<String> beyond,
    List<Server> servers,
    long spoolBytes,
    Optional<Between> addresses,
    List<Line> arithmetic) {

  /**
   * A host.
   *
   * @param name what to call it
   * @param groups its groups in the inventory
   * @param columns the servers of the document's table that it stands for
   * @param cores dedicated physical cores
   * @param memoryGb memory
   * @param disks in gigabytes, one for each of the columns
   * @param addresses public IPv4 addresses for what it serves, those of senders not counted
   */
  public record Server(
      String name,
      List<String> groups,
      List<Column> columns,
      int cores,
      int memoryGb,
      List<Integer> disks,
      int addresses) {
    public Server {
      Objects.requireNonNull(name, "name");
      groups = List.copyOf(groups);
      columns = List.copyOf(columns);
      disks = List.copyOf(disks);
    }
  }

  /** A range of numbers. */
  public record Between(int least, int most) {}

  /**
   * A step of the arithmetic.
   *
   * @param what is computed
   * @param how figures and their result
   * @param source the document's section, or why it is not in it
   */
  public record Line(String what, String how, String source) {
    public Line {
      Objects.requireNonNull(what, "what");
      Objects.requireNonNull(how, "how");
      Objects.requireNonNull(source, "source");
    }
  }

  public Sizing {
    Objects.requireNonNull(scheme, "scheme");
    Objects.requireNonNull(tier, "tier");
    beyond = List.copyOf(beyond);
    servers = List.copyOf(servers);
    Objects.requireNonNull(addresses, "addresses");
    arithmetic = List.copyOf(arithmetic);
  }

  /** Messages a day for each host that sends. */
  public long dailyOfEach() {
    long senders =
        servers.stream().filter(server -> server.columns().contains(Column.SENDING)).count();
    return (daily + senders - 1) / senders;
  }
}
