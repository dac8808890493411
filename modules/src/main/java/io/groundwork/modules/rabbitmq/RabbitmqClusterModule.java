package io.groundwork.modules.rabbitmq;

import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code rabbitmq_cluster}: the nodes that run as one cluster, and no others. */
public final class RabbitmqClusterModule implements Module<WantedCluster, ClusterState> {

  private static final String NODES = "nodes";
  private static final String NODE = "node";
  private static final String STATE = "state";
  private static final String TIMEOUT = "timeout";

  private static final Spec SPEC =
      Spec.of(
              "rabbitmq_cluster",
              "Waits until the nodes of a RabbitMQ cluster run as one, and tells what stands"
                  + " against it",
              Parameter.of(
                      NODES,
                      Parameter.Type.LIST,
                      "All nodes, such as rabbit@mq1. Blank ones join by their configuration"
                          + " (cluster_formation) as they start. The first one may have data; a"
                          + " cluster with more nodes is told, never changed.")
                  .mandatory(),
              Parameter.of(NODE, Parameter.Type.STRING, "Which of them the host has.").mandatory(),
              Parameter.of(
                  "version",
                  Parameter.Type.STRING,
                  "Which RabbitMQ is about to be installed: it is told where the one that runs"
                      + " cannot become that."),
              Parameter.of(
                      STATE,
                      Parameter.Type.STRING,
                      "present: all of them run as one cluster. possible: nothing is waited for;"
                          + " the task fails where the host's node cannot join.")
                  .fallback("present")
                  .choices("present", "possible"),
              Parameter.of(TIMEOUT, Parameter.Type.INTEGER, "Seconds to wait for all nodes.")
                  .fallback("60"))
          .example(
              """
              - name: One cluster
                rabbitmq_cluster:
                  nodes: [rabbit@mq1, rabbit@mq2, rabbit@mq3]
                  node: rabbit@${inventory_hostname}
              """);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public WantedCluster wanted(Params params) {
    List<String> nodes = params.strings(NODES);
    for (String one : nodes) {
      if (!one.matches("[A-Za-z0-9_-]+@[A-Za-z0-9._-]+")) {
        throw params.problem(NODES, "takes names such as rabbit@mq1, not \"" + one + "\"");
      }
    }
    if (nodes.isEmpty() || Set.copyOf(nodes).size() != nodes.size()) {
      throw params.problem(NODES, "takes at least one node, each of them once");
    }
    String node = params.string(NODE);
    if (!nodes.contains(node)) {
      throw params.problem(NODE, "is one of nodes, not \"" + node + "\"");
    }
    long seconds = params.integer(TIMEOUT);
    if (seconds < 1 || seconds > 3600) {
      throw params.problem(TIMEOUT, "takes 1 to 3600 seconds");
    }
    Optional<String> version = params.optional("version");
    if (version.isPresent() && !version.get().matches("[0-9]{1,4}[.][0-9]{1,4}([.+-].*)?")) {
      throw params.problem("version", "takes one such as 4.0.5, not \"" + version.get() + "\"");
    }
    return new WantedCluster(nodes, node, version, params.string(STATE).equals("present"), seconds);
  }

  @Override
  public Probe<ClusterState> probe(WantedCluster wanted) {
    return wanted.probe();
  }

  @Override
  public Plan plan(WantedCluster wanted, ClusterState is) {
    return wanted.plan(is);
  }
}
