package io.groundwork.modules.rabbitmq;

import com.google.common.base.Splitter;
import io.groundwork.module.Change;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Snippet;
import io.groundwork.text.Problem;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A cluster as a task wants it.
 *
 * @param nodes all of them, the one that the others join first
 * @param node the host's
 * @param version that is about to be installed; empty where that is of no concern
 * @param formed whether it is to be formed; otherwise only what stands against it is told
 * @param seconds how long to wait for all nodes
 */
public record WantedCluster(
    List<String> nodes, String node, Optional<String> version, boolean formed, long seconds) {

  private static final String SHARED = Snippet.resource(WantedCluster.class, "cluster.sh").text();
  private static final Snippet PROBE = load("cluster.probe.sh");
  private static final Snippet WAIT = load("cluster.wait.sh");

  public WantedCluster {
    nodes = List.copyOf(nodes);
    Objects.requireNonNull(node, "node");
    Objects.requireNonNull(version, "version");
  }

  private static Snippet load(String file) {
    return new Snippet(file, SHARED + "\n" + Snippet.resource(WantedCluster.class, file).text());
  }

  Probe<ClusterState> probe() {
    return Probe.of(PROBE.call(node), ClusterState::parse).reading(Broker.NODE);
  }

  Plan plan(ClusterState is) {
    return hindrance(is)
        .map(Plan::impossible)
        .orElseGet(
            () ->
                formed ? forming(is) : Plan.holds("nothing keeps " + node + " out of the cluster"));
  }

  private Optional<Problem> hindrance(ClusterState is) {
    return unknown(is).or(() -> alone(is)).or(() -> jump(is));
  }

  private Optional<Problem> unknown(ClusterState is) {
    List<String> unknown = is.members().stream().filter(one -> !nodes.contains(one)).toList();
    return unknown.isEmpty()
        ? Optional.empty()
        : problem(
            "the cluster has nodes that the inventory does not know: " + String.join(", ", unknown),
            "name their hosts in the inventory, or take them out by hand, with rabbitmqctl"
                + " forget_cluster_node; Groundwork never does");
  }

  private Optional<Problem> alone(ClusterState is) {
    boolean alone = is.members().equals(List.of(node)) && nodes.size() > 1;
    return alone && !nodes.get(0).equals(node)
        ? problem(
            node + " is a broker by itself, with data of its own, and joins no other so",
            "name its host first in the inventory's group, and the others join it; or give its data"
                + " up: stop rabbitmq-server there and remove /var/lib/rabbitmq/mnesia")
        : Optional.empty();
  }

  /** From 3 to 4 the way leads by 3.13, and from 4 to 3 there is none. */
  private Optional<Problem> jump(ClusterState is) {
    if (version.isEmpty() || is.version().isEmpty()) {
      return Optional.empty();
    }
    boolean wantsFour = number(version.get()) >= 4000;
    boolean isFour = number(is.version().get()) >= 4000;
    if (wantsFour && number(is.version().get()) < 3013) {
      return problem(
          "RabbitMQ " + is.version().get() + " cannot become " + version.get() + " in one step",
          "take 3.13 first, on all nodes; then rabbitmqctl enable_feature_flag all; then "
              + version.get());
    }
    return isFour && !wantsFour
        ? problem(
            "RabbitMQ " + is.version().get() + " cannot go back to " + version.get(),
            "keep rabbitmq_version at 4.0 or later")
        : Optional.empty();
  }

  /** Major and minor as one number: 3.12.9 is 3012. */
  private static int number(String version) {
    List<String> parts = Splitter.on('.').splitToList(version);
    return Integer.parseInt(parts.get(0)) * 1000 + Integer.parseInt(parts.get(1));
  }

  private static Optional<Problem> problem(String what, String remedy) {
    return Optional.of(Problem.of(what).withRemedy(remedy));
  }

  private Plan forming(ClusterState is) {
    String all = String.join(", ", nodes);
    if (is.reach() == Broker.Reach.DOWN) {
      return Plan.impossible(
          Problem.of(
                  "RabbitMQ does not answer"
                      + (is.complaint().isEmpty() ? "" : ": " + is.complaint()))
              .withRemedy("start rabbitmq-server; its log is in /var/log/rabbitmq"));
    }
    if (is.running().containsAll(nodes)) {
      return Plan.holds(all + " run as one cluster");
    }
    Plan plan =
        Plan.of(
            Change.waits(
                "wait until " + all + " run as one cluster",
                WAIT.call(String.join("\n", nodes), String.valueOf(seconds))));
    return is.reach() == Broker.Reach.UP
        ? plan
        : plan.needing(
            List.of(new Need(Broker.NODE, "there is no RabbitMQ on this host; install it before")));
  }

  @Override
  public String toString() {
    return "cluster of " + String.join(", ", nodes);
  }
}
