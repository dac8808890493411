package io.groundwork.modules.files;

import io.groundwork.module.Params;
import io.groundwork.text.Secret;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How something is fetched from a server.
 *
 * @param url its address
 * @param headers further request headers; may hold secrets
 * @param user name for the server, with the password; empty for none
 * @param timeout seconds to wait for a connection, and then for each answer
 * @param verified whether the server's certificate must be good
 */
record Download(
    String url,
    Map<String, String> headers,
    Optional<Secret> user,
    long timeout,
    boolean verified) {

  private static final Pattern ADDRESS =
      Pattern.compile("(?:(?:https?|ftp)://|file:///)[^\\s\\p{Cntrl}]+");
  private static final Pattern LOGIN = Pattern.compile("[a-z]+://[^/?#]*@.*");

  Download {
    Objects.requireNonNull(url, "url");
    headers = Map.copyOf(headers);
    Objects.requireNonNull(user, "user");
  }

  /**
   * The address, if it is one.
   *
   * @throws io.groundwork.text.LoadException otherwise
   */
  static String address(Params params, String parameter, String text) {
    if (!ADDRESS.matcher(text).matches()) {
      throw params.problem(
          parameter, "takes an address of http, https, ftp or file, not \"" + text + "\"");
    }
    return text;
  }

  /** The last part of the address's path; empty if there is none. */
  String name() {
    String path = url.replaceFirst("^[a-z]+://[^/?#]*", "").replaceFirst("[?#].*$", "");
    return HostPath.name(path);
  }

  /** Whether it takes curl, since wget would show secrets to everybody on the host. */
  boolean isConfidential() {
    return !headers.isEmpty() || user.isPresent() || LOGIN.matcher(url).matches();
  }

  /** Everything curl has to know, for its standard input. */
  Secret configuration(String address) {
    StringBuilder lines = new StringBuilder();
    for (String word : new String[] {"silent", "show-error", "fail", "location", "globoff"}) {
      lines.append(word).append('\n');
    }
    if (!verified) {
      lines.append("insecure\n");
    }
    option(lines, "url", address);
    option(lines, "connect-timeout", String.valueOf(timeout));
    option(lines, "speed-time", String.valueOf(timeout));
    option(lines, "speed-limit", "1");
    headers.forEach((name, value) -> option(lines, "header", name + ": " + value));
    user.ifPresent(login -> option(lines, "user", login.reveal()));
    return Secret.of(lines.toString());
  }

  private static void option(StringBuilder lines, String name, String value) {
    lines
        .append(name)
        .append(" = \"")
        .append(value.replace("\\", "\\\\").replace("\"", "\\\""))
        .append("\"\n");
  }
}
