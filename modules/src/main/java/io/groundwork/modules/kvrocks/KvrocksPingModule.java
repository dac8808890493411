package io.groundwork.modules.kvrocks;

import io.groundwork.modules.health.PingModule;
import java.util.List;
import java.util.Map;

/** {@code kvrocks_ping}: a server answers with its password, and not without. */
public final class KvrocksPingModule extends PingModule {

  public KvrocksPingModule() {
    super("kvrocks_ping", "Kvrocks", 6666, false, List.of("kvrocks.ping.sh"), Map.of());
  }
}
