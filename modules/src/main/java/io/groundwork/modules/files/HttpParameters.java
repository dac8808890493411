package io.groundwork.modules.files;

import io.groundwork.module.Params;
import io.groundwork.text.Secret;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the modules that talk to web servers take in the same way. */
final class HttpParameters {

  private HttpParameters() {}

  static long timeout(Params params) {
    long timeout = params.integer("timeout");
    if (timeout < 1 || timeout > 3600) {
      throw params.problem("timeout", "takes 1 to 3600 seconds, not " + timeout);
    }
    return timeout;
  }

  static Map<String, String> headers(Params params) {
    Map<String, String> headers = new LinkedHashMap<>();
    params
        .map("headers")
        .forEach(
            (name, value) -> {
              String text = value instanceof Secret secret ? secret.reveal() : value.toString();
              if (!name.matches("[A-Za-z0-9_-]+") || text.matches("(?s).*[\r\n].*")) {
                throw params.problem("headers", "holds \"" + name + "\", which is no header");
              }
              headers.put(name, text);
            });
    return headers;
  }

  /** Name and password with a colon between. */
  static Optional<Secret> login(Params params) {
    Optional<String> name = params.optional("url_username");
    Optional<Secret> password = params.secret("url_password");
    if (password.isPresent() && name.isEmpty()) {
      throw params.problem("url_password", "goes with url_username, which is missing");
    }
    return name.map(
        user -> {
          String login = user + ":" + password.map(Secret::reveal).orElse("");
          if (user.contains(":") || login.matches("(?s).*[\r\n].*")) {
            throw params.problem("url_username", "or its password holds what no login can");
          }
          return Secret.of(login);
        });
  }
}
