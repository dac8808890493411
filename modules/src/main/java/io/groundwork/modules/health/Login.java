package io.groundwork.modules.health;

import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Resource;
import io.groundwork.text.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Where a product of the host is reached, and as whom.
 *
 * @param host address that it listens on
 * @param user empty for products without users
 * @param password empty to go without
 */
public record Login(String host, long port, Optional<String> user, Optional<Secret> password) {

  public Login {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(user, "user");
    Objects.requireNonNull(password, "password");
  }

  /**
   * The parameters that name a login, Ansible's {@code login_…}.
   *
   * @param port the product's own
   * @param users whether the product has users
   */
  public static List<Parameter> parameters(int port, boolean users) {
    List<Parameter> all = new ArrayList<>();
    all.add(
        Parameter.of(
                "login_host", Parameter.Type.STRING, "Address of the server, as the host has it.")
            .fallback("127.0.0.1"));
    all.add(
        Parameter.of("login_port", Parameter.Type.INTEGER, "Port of the server.")
            .fallback(String.valueOf(port)));
    if (users) {
      all.add(Parameter.of("login_user", Parameter.Type.STRING, "User to log in as."));
    }
    all.add(
        Parameter.of(
            "login_password",
            Parameter.Type.SECRET,
            "Password for it. The host gets it on standard input, never in a command line."));
    return all;
  }

  /** What a task says of it. */
  public static Login of(Params params, boolean users) {
    String host = params.string("login_host");
    if (!host.matches("[A-Za-z0-9.:_-]+")) {
      throw params.problem("login_host", "takes an address or a name, not \"" + host + "\"");
    }
    long port = params.integer("login_port");
    if (port < 1 || port > 65535) {
      throw params.problem("login_port", "takes a port from 1 to 65535, not " + port);
    }
    Optional<String> user = users ? params.optional("login_user") : Optional.empty();
    Optional<Secret> password = params.secret("login_password");
    if (users && user.isPresent() != password.isPresent()) {
      throw params.problem("give login_user and login_password, or neither");
    }
    if (password.isPresent() && !password.get().reveal().matches("[!-~]{1,256}")) {
      throw params.problem("login_password", "takes printable ASCII characters without blanks");
    }
    return new Login(host, port, user, password);
  }

  /** The password as a snippet's value; empty for none. */
  public Secret secret() {
    return password.orElse(Secret.of(""));
  }

  /** That a server listens on this port. */
  public Resource resource() {
    return new Resource(Resource.Kind.PORT, String.valueOf(port));
  }

  /** A user of this server, for plans that build on it. */
  public Resource account(String product, String name) {
    return new Resource(Resource.Kind.USER, product + ":" + port + "/" + name);
  }
}
