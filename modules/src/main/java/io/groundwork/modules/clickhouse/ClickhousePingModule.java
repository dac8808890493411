package io.groundwork.modules.clickhouse;

import io.groundwork.modules.health.PingModule;
import java.util.List;
import java.util.Map;

/** {@code clickhouse_ping}: a server answers a user, lets nobody else in, and tells its version. */
public final class ClickhousePingModule extends PingModule {

  public ClickhousePingModule() {
    super(
        "clickhouse_ping",
        "ClickHouse",
        9000,
        true,
        List.of("clickhouse.sh", "clickhouse.ping.sh"),
        Map.of());
  }
}
