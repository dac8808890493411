package io.groundwork.modules.files;

import io.groundwork.text.Secret;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A request to a web server.
 *
 * @param method such as {@code GET}
 * @param headers may hold secrets
 * @param body may hold secrets
 * @param user name and password, with a colon between; empty for none
 * @param basic whether to send them at once rather than when the server asks for them
 * @param redirects whether to go where the server points to
 * @param timeout seconds to wait for a connection, and then for each answer
 * @param verified whether the server's certificate must be good
 * @param more further options of curl with their values
 */
record Request(
    String url,
    String method,
    Map<String, String> headers,
    Optional<Secret> body,
    Optional<Secret> user,
    boolean basic,
    boolean redirects,
    long timeout,
    boolean verified,
    Map<String, String> more) {

  Request {
    Objects.requireNonNull(url, "url");
    Objects.requireNonNull(method, "method");
    headers = new LinkedHashMap<>(headers);
    Objects.requireNonNull(body, "body");
    Objects.requireNonNull(user, "user");
    more = new LinkedHashMap<>(more);
  }

  /** The address without the name and password that it may hold. */
  String shown() {
    return url.replaceFirst("^([a-z]+://)[^/?#]*@", "$1");
  }

  /** Whether wget can make it, too, without showing secrets to everybody on the host. */
  boolean isPlain() {
    return method.equals("GET")
        && redirects
        && headers.isEmpty()
        && body.isEmpty()
        && user.isEmpty()
        && more.isEmpty()
        && shown().equals(url);
  }

  /** Everything curl has to know, for its standard input. */
  Secret configuration() {
    StringBuilder lines = new StringBuilder();
    for (String word : List.of("silent", "show-error", "globoff")) {
      lines.append(word).append('\n');
    }
    if (!verified) {
      lines.append("insecure\n");
    }
    if (redirects) {
      lines.append("location\nmax-redirs = 10\n");
    }
    option(lines, "proto", "=http,https");
    option(lines, "url", url);
    option(lines, "connect-timeout", String.valueOf(timeout));
    option(lines, "speed-time", String.valueOf(timeout));
    option(lines, "speed-limit", "1");
    option(lines, "write-out", "%{http_code} %{time_total} %{num_redirects}\n%{url_effective}\n");
    if (method.equals("HEAD")) {
      lines.append("head\n");
    } else if (!method.equals(body.isPresent() ? "POST" : "GET")) {
      option(lines, "request", method);
    }
    headers.forEach((name, value) -> option(lines, "header", name + ": " + value));
    user.ifPresent(login -> option(lines, "user", login.reveal()));
    if (user.isPresent()) {
      lines.append(basic ? "basic\n" : "anyauth\n");
    }
    body.ifPresent(text -> option(lines, "data-raw", text.reveal()));
    more.forEach((name, value) -> option(lines, name, value));
    return Secret.of(lines.toString());
  }

  private static void option(StringBuilder lines, String name, String value) {
    lines
        .append(name)
        .append(" = \"")
        .append(
            value
                .replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\r", "\\r"))
        .append("\"\n");
  }
}
