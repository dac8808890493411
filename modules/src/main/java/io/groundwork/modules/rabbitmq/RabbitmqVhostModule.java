package io.groundwork.modules.rabbitmq;

import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Spec;
import java.util.Map;

/** {@code rabbitmq_vhost}: a virtual host of a broker. */
public final class RabbitmqVhostModule implements Module<RabbitmqVhostModule.Wanted, Broker> {

  private static final String STATE = "state";

  private static final Spec SPEC =
      Spec.of(
              "rabbitmq_vhost",
              "Makes and removes a virtual host of the host's RabbitMQ broker",
              Parameter.of("name", Parameter.Type.STRING, "The virtual host.")
                  .mandatory()
                  .alias("vhost"),
              Parameter.of(
                      STATE,
                      Parameter.Type.STRING,
                      "Whether it is to be there. Absent takes its queues and messages with it.")
                  .fallback("present")
                  .choices("present", "absent"))
          .refusing("tracing", "rabbitmqctl trace_on, in a command task")
          .refusing("node", "the host's own node is meant")
          .example(
              """
              - name: Queues of the platform
                rabbitmq_vhost:
                  name: altcraft
              """);

  /** A virtual host, and whether it is to be there. */
  public record Wanted(String name, boolean present) {}

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public Wanted wanted(Params params) {
    return new Wanted(name(params, "name"), params.string(STATE).equals("present"));
  }

  static String name(Params params, String parameter) {
    String name = params.string(parameter);
    if (!name.matches("[ -~&&[^\"\\\\]]{1,200}") || name.startsWith("-")) {
      throw params.problem(parameter, "takes printable ASCII characters, not \"" + name + "\"");
    }
    return name;
  }

  static Resource resource(String name) {
    return new Resource(Resource.Kind.PATH, "rabbitmq:vhost/" + name);
  }

  @Override
  public Probe<Broker> probe(Wanted wanted) {
    return Broker.probe(resource(wanted.name()));
  }

  @Override
  public Plan plan(Wanted wanted, Broker is) {
    String name = wanted.name();
    boolean there = is.find("vhosts", Map.of("name", name)).isPresent();
    if (there == wanted.present() && is.isUp()) {
      return Plan.holds("virtual host " + name + (there ? " is there" : " is not there"));
    }
    if (!wanted.present()) {
      return is.reach() == Broker.Reach.ABSENT
          ? Plan.holds("there is no RabbitMQ")
          : is.needed(
              Plan.of(
                  Change.modifies(
                          "remove virtual host " + name + " with its queues",
                          Broker.control("delete_vhost", name),
                          Diff.value("virtual host", name, "absent"))
                      .altering(resource(name))));
    }
    return is.needed(
        Plan.of(
            Change.modifies(
                    "make virtual host " + name,
                    Broker.control("add_vhost", name),
                    Diff.value("virtual host", "absent", name))
                .altering(resource(name))));
  }
}
