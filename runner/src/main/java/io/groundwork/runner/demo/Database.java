package io.groundwork.runner.demo;

import io.groundwork.text.Position;
import io.groundwork.text.Redactor;
import io.groundwork.text.Secret;
import io.groundwork.text.Shell;
import io.groundwork.vars.Scope;
import io.groundwork.vars.Templates;
import io.groundwork.yaml.Node;
import java.util.Optional;

/**
 * The platform's database in the lab.
 *
 * @param address where it listens
 * @param password of the platform's login
 */
record Database(String address, Secret password) {

  /** As the lab's inventory has it. */
  static Database of(Scope scope) {
    Object password = value(scope, "postgresql_platform_password");
    return new Database(
        value(scope, "service_address").toString(),
        password instanceof Secret secret ? secret : Secret.of(password.toString()));
  }

  private static Object value(Scope scope, String name) {
    Node reference =
        new Node.Scalar("${" + name + "}", false, Optional.empty(), Position.of("demo"));
    return new Templates(new Redactor()).value(reference, scope).orElseThrow();
  }

  /**
   * A script that asks the server for its version from another host. It takes the password on
   * standard input and brings psql where it is missing.
   */
  String question() {
    String target =
        "host=" + address + " port=5432 dbname=altcraft user=altcraft connect_timeout=10";
    return String.join(
        "\n",
        "read -r PGPASSWORD && export PGPASSWORD",
        "command -v psql >/dev/null ||",
        "  { sudo -n apt-get -q update && sudo -n apt-get -q -y install postgresql-client",
        "  } </dev/null >/dev/null 2>&1",
        "psql -X -w -A -t -c 'select version()' " + Shell.quote(target));
  }
}
