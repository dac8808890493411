package io.groundwork.modules.ssdb;

import io.groundwork.modules.health.PingModule;
import java.util.List;
import java.util.Map;

/** {@code ssdb_ping}: an instance answers with its password, and not without. */
public final class SsdbPingModule extends PingModule {

  public SsdbPingModule() {
    super("ssdb_ping", "SSDB", 8888, false, List.of("ssdb.ping.sh"), Map.of());
  }
}
