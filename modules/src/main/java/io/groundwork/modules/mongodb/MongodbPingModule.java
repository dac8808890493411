package io.groundwork.modules.mongodb;

import io.groundwork.modules.health.PingModule;
import java.util.List;
import java.util.Map;

/** {@code mongodb_ping}: a server answers a user, lets nobody else in, and tells its version. */
public final class MongodbPingModule extends PingModule {

  public MongodbPingModule() {
    super(
        "mongodb_ping",
        "MongoDB",
        27017,
        true,
        List.of("mongo.sh", "mongodb.ping.sh"),
        Map.of("state", "alone, or the replica set's name and primary or member"));
  }
}
