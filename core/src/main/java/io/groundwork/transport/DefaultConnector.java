package io.groundwork.transport;

import java.util.List;
import java.util.Objects;

/** Takes this machine itself for a local target and the network for every other. */
public final class DefaultConnector implements Connector {

  private final Connector remote;
  private final Connector local;

  /**
   * @param remote connects to other machines
   * @param local connects to this one
   */
  public DefaultConnector(Connector remote, Connector local) {
    this.remote = Objects.requireNonNull(remote, "remote");
    this.local = Objects.requireNonNull(local, "local");
  }

  @Override
  public Connection connect(Target target) throws UnreachableException {
    return (target.local() ? local : remote).connect(target);
  }

  @Override
  public void approach(List<Target> targets) {
    remote.approach(targets.stream().filter(target -> !target.local()).toList());
  }

  @Override
  public void close() {
    remote.close();
    local.close();
  }
}
