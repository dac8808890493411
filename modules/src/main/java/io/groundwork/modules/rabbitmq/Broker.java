package io.groundwork.modules.rabbitmq;

import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Reading;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.text.JsonReader;
import io.groundwork.text.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a broker has: its definitions, as it exports them.
 *
 * @param reach whether it could say anything
 * @param definitions empty members where it could not
 * @param complaint why it did not answer
 */
public record Broker(Reach reach, Map<String, Object> definitions, String complaint) {

  /** Whether there is a broker. */
  public enum Reach {
    /** The host has none. */
    ABSENT,
    /** It is installed, but does not answer. */
    DOWN,
    /** It answered. */
    UP
  }

  /** A broker of this host. */
  static final Resource NODE = Resource.unit("rabbitmq-server");

  private static final Snippet PROBE = Snippet.resource(Broker.class, "definitions.probe.sh");
  private static final Snippet IMPORT = Snippet.resource(Broker.class, "definitions.import.sh");
  private static final Snippet CONTROL = Snippet.resource(Broker.class, "control.run.sh");

  public Broker {
    Objects.requireNonNull(reach, "reach");
    definitions = Map.copyOf(definitions);
    Objects.requireNonNull(complaint, "complaint");
  }

  static Probe<Broker> probe(Resource... about) {
    return Probe.of(PROBE.call(), Broker::parse)
        .reading(Stream.concat(Stream.of(NODE), Stream.of(about)).toArray(Resource[]::new));
  }

  /**
   * @throws IllegalArgumentException for what the snippet cannot have printed
   */
  static Broker parse(Reading reading) {
    return switch (reading.state()) {
      case "absent" -> new Broker(Reach.ABSENT, Map.of(), "");
      case "down" -> new Broker(Reach.DOWN, Map.of(), reading.context().strip());
      default -> new Broker(Reach.UP, JsonReader.object(reading.state()), "");
    };
  }

  /** Adds to what the broker has, and replaces what has the same name. */
  static Snippet.Call importing(Object json) {
    return IMPORT.call(json);
  }

  /** Runs rabbitmqctl, which must not get a secret this way. */
  static Snippet.Call control(String... words) {
    return CONTROL.call((Object[]) words);
  }

  /** The one of a kind that has these members. */
  Optional<Map<?, ?>> find(String kind, Map<String, String> members) {
    return all(kind)
        .filter(one -> members.entrySet().stream().allMatch(m -> has(one, m)))
        .findAny();
  }

  private static boolean has(Map<?, ?> one, Map.Entry<String, String> member) {
    return member.getValue().equals(one.get(member.getKey()));
  }

  private Stream<Map<?, ?>> all(String kind) {
    return definitions.get(kind) instanceof List<?> list
        ? list.stream().filter(Map.class::isInstance).map(one -> (Map<?, ?>) one)
        : Stream.empty();
  }

  boolean isUp() {
    return reach == Reach.UP;
  }

  /** A plan for a broker that cannot be asked is one for a broker that is made before. */
  Plan needed(Plan plan) {
    return switch (reach) {
      case UP -> plan;
      case ABSENT ->
          plan.needing(
              List.of(new Need(NODE, "there is no RabbitMQ on this host; install it before")));
      case DOWN ->
          Plan.impossible(
              Problem.of("RabbitMQ does not answer" + (complaint.isEmpty() ? "" : ": " + complaint))
                  .withRemedy("start rabbitmq-server; its log is in /var/log/rabbitmq"));
    };
  }
}
