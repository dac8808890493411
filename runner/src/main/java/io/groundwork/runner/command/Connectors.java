package io.groundwork.runner.command;

import io.groundwork.transport.Connector;
import io.groundwork.transport.DefaultConnector;
import io.groundwork.transport.LocalConnector;
import io.groundwork.transport.ssh.SshConnector;

/** The ways to hosts that the command line has. */
final class Connectors {

  private Connectors() {}

  /** SSH as the user has set it up, and this machine itself. */
  static Connector system() {
    return over(new SshConnector());
  }

  /** This way to other machines, and this machine itself. */
  static Connector over(SshConnector ssh) {
    return new DefaultConnector(ssh, new LocalConnector());
  }
}
