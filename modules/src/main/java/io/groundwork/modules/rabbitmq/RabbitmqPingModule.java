package io.groundwork.modules.rabbitmq;

import io.groundwork.modules.health.PingModule;
import java.util.List;
import java.util.Map;

/** {@code rabbitmq_ping}: a broker runs, lets a user in, and says which version it is. */
public final class RabbitmqPingModule extends PingModule {

  public RabbitmqPingModule() {
    super(
        "rabbitmq_ping",
        "RabbitMQ",
        5672,
        true,
        List.of("rabbitmq.ping.sh"),
        Map.of(
            "erlang", "version of the Erlang it runs on",
            "alarms", "none, or some: then publishers are held up"));
  }
}
