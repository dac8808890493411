package io.groundwork.modules.files;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import io.groundwork.text.Secret;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** {@code uri}: a host asks a web server. */
public final class UriModule implements Module<WantedAnswer, WantedAnswer.Is> {

  private static final Pattern ADDRESS = Pattern.compile("https?://[^\\s\\p{Cntrl}]+");
  private static final Pattern METHOD = Pattern.compile("[A-Z]+");
  private static final Set<String> SAFE = Set.of("GET", "HEAD");

  private static final Spec SPEC =
      Spec.of(
              "uri",
              "Makes a host ask a web server, and checks the answer",
              Parameter.of(
                      "url",
                      Parameter.Type.STRING,
                      "Address (http or https). It is the host itself that asks, with its curl;"
                          + " GNU wget does for a GET without headers and password.")
                  .mandatory(),
              Parameter.of("method", Parameter.Type.STRING, "Such as GET, POST, PUT or DELETE.")
                  .fallback("GET"),
              Parameter.of(
                  "body",
                  Parameter.Type.ANY,
                  "What to send: a text, or for body_format json any value, for form-urlencoded a"
                      + " mapping."),
              Parameter.of("body_format", Parameter.Type.STRING, "How to write the body.")
                  .choices("raw", "json", "form-urlencoded")
                  .fallback("raw"),
              Parameter.of("headers", Parameter.Type.MAP, "Further request headers."),
              Parameter.of(
                      "status_code",
                      Parameter.Type.LIST,
                      "The status codes that are right; any other fails the task.")
                  .fallback("200"),
              Parameter.of(
                      "return_content",
                      Parameter.Type.BOOLEAN,
                      "Give the content in the result, up to 4 MiB. What says it is JSON is given"
                          + " anyway, as json.")
                  .fallback("false"),
              Parameter.of(
                      "follow_redirects",
                      Parameter.Type.STRING,
                      "safe: for GET and HEAD. all, yes: always. none, no: never.")
                  .choices("safe", "all", "yes", "none", "no", "urllib2")
                  .fallback("safe"),
              Parameter.of(
                      "timeout",
                      Parameter.Type.INTEGER,
                      "Seconds to wait for a connection, and for further data.")
                  .fallback("30"),
              Parameter.of("url_username", Parameter.Type.STRING, "Name for the server.")
                  .alias("user"),
              Parameter.of(
                      "url_password", Parameter.Type.SECRET, "Password that goes with the name.")
                  .alias("password"),
              Parameter.of(
                      "force_basic_auth",
                      Parameter.Type.BOOLEAN,
                      "Send name and password at once; false: when the server asks for them.")
                  .fallback("false"),
              Parameter.of(
                      "validate_certs",
                      Parameter.Type.BOOLEAN,
                      "Whether the server's certificate must be good.")
                  .fallback("true"),
              Parameter.of(
                  "ca_path",
                  Parameter.Type.PATH,
                  "File on the host with the certificates to trust."),
              Parameter.of(
                  "client_cert", Parameter.Type.PATH, "File on the host with its certificate."),
              Parameter.of("client_key", Parameter.Type.PATH, "File on the host with its key."),
              Parameter.of("http_agent", Parameter.Type.STRING, "What the host calls itself.")
                  .fallback("groundwork"),
              Parameter.of(
                      "use_proxy",
                      Parameter.Type.BOOLEAN,
                      "Use the proxy of the environment, if there is one.")
                  .fallback("true"),
              Parameter.of("unix_socket", Parameter.Type.PATH, "Socket to go through."),
              Parameter.of(
                  "dest",
                  Parameter.Type.PATH,
                  "File, or existing directory, on the host to put the content in. Then the task"
                      + " always counts as changed; without it, never."),
              Parameter.of(
                  "creates", Parameter.Type.PATH, "Where this is there, nothing is asked."),
              Parameter.of(
                  "removes", Parameter.Type.PATH, "Where this is not there, nothing is asked."))
          .and(WantedAttributes.forFile())
          .result("status", "the status code; -1 when there was no answer")
          .result("url", "the address that answered in the end")
          .result("redirected", "whether it is another one than that asked")
          .result("content", "the content, if return_content is true or the status is wrong")
          .result("json", "what the content means, if the server says it is JSON")
          .result(
              "msg", "the words beside the status; beside it each header, in small letters with _")
          .result("cookies", "those the server set; cookies_string holds them for a header")
          .result("elapsed", "seconds it took")
          .result("path", "the file, if dest is given")
          .example(
              """
              - name: Wait until the service is healthy
                uri:
                  url: http://localhost:8080/health
                  return_content: true
                register: health
              """)
          .example(
              """
              - name: The user is there
                uri:
                  url: https://localhost:15671/api/users/service
                  method: PUT
                  url_username: admin
                  url_password: ${admin_password}
                  force_basic_auth: true
                  body_format: json
                  body: {password: "${service_password}", tags: ""}
                  status_code: [201, 204]
              """);

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public WantedAnswer wanted(Params params) {
    String url = params.string("url");
    if (!ADDRESS.matcher(url).matches()) {
      throw params.problem("url", "takes an address of http or https, not \"" + url + "\"");
    }
    String method = params.string("method").toUpperCase(Locale.ROOT);
    if (!METHOD.matcher(method).matches()) {
      throw params.problem("method", "is one word, such as GET or POST");
    }
    String format = params.string("body_format");
    Optional<Secret> body = params.any("body").map(value -> body(params, value, format));
    Map<String, String> headers = HttpParameters.headers(params);
    if (body.isPresent()
        && !format.equals("raw")
        && headers.keySet().stream().noneMatch(name -> name.equalsIgnoreCase("content-type"))) {
      String type = format.equals("json") ? "json" : "x-www-form-urlencoded";
      headers.put("Content-Type", "application/" + type);
    }
    return new WantedAnswer(
        new Request(
            url,
            method,
            headers,
            body,
            HttpParameters.login(params),
            params.bool("force_basic_auth"),
            redirects(params, method),
            HttpParameters.timeout(params),
            params.bool("validate_certs"),
            more(params)),
        codes(params),
        params.bool("return_content"),
        params.optional("dest").map(HostPath::clean).orElse(""),
        WantedAttributes.of(params),
        params.optional("creates").map(HostPath::clean).orElse(""),
        params.optional("removes").map(HostPath::clean).orElse(""));
  }

  private static boolean redirects(Params params, String method) {
    return switch (params.string("follow_redirects")) {
      case "none", "no" -> false;
      case "all", "yes" -> true;
      default -> SAFE.contains(method);
    };
  }

  private static Map<String, String> more(Params params) {
    Map<String, String> more = new LinkedHashMap<>();
    params.optional("ca_path").ifPresent(path -> more.put("cacert", path));
    params.optional("client_cert").ifPresent(path -> more.put("cert", path));
    params.optional("client_key").ifPresent(path -> more.put("key", path));
    params.optional("unix_socket").ifPresent(path -> more.put("unix-socket", path));
    if (!params.bool("use_proxy")) {
      more.put("noproxy", "*");
    }
    String agent = params.string("http_agent");
    if (agent.matches("(?s).*[\r\n].*")) {
      throw params.problem("http_agent", "is more than one line");
    }
    if (!agent.equals("groundwork")) {
      more.put("user-agent", agent);
    }
    return more;
  }

  private static List<Long> codes(Params params) {
    List<Long> codes = new ArrayList<>();
    for (String code : params.strings("status_code")) {
      if (!code.matches("-1|[1-9][0-9]{2}")) {
        throw params.problem("status_code", "takes codes such as 200, not \"" + code + "\"");
      }
      codes.add(Long.valueOf(code));
    }
    return codes;
  }

  private static Secret body(Params params, Object value, String format) {
    if (value instanceof Secret secret) {
      return secret;
    }
    if (value instanceof String text) {
      return Secret.of(text);
    }
    if (format.equals("json")) {
      return Secret.of(new JsonStyle("", ": ", ", ").show(value, ""));
    }
    if (format.equals("form-urlencoded") && value instanceof Map<?, ?> map) {
      return Secret.of(form(map));
    }
    if (value instanceof Long || value instanceof Boolean) {
      return Secret.of(value.toString());
    }
    throw params.problem(
        "body", "is no text; body_format: json or form-urlencoded writes mappings as one");
  }

  private static String form(Map<?, ?> map) {
    List<String> pairs = new ArrayList<>();
    map.forEach(
        (name, value) -> {
          List<?> values = value instanceof List<?> several ? several : List.of(value);
          values.forEach(one -> pairs.add(encode(name) + "=" + encode(one)));
        });
    return String.join("&", pairs);
  }

  private static String encode(Object value) {
    String text = value instanceof Secret secret ? secret.reveal() : String.valueOf(value);
    return URLEncoder.encode(text, UTF_8).replace("%7E", "~").replace("*", "%2A");
  }

  @Override
  public Probe<WantedAnswer.Is> probe(WantedAnswer wanted) {
    return wanted.probe();
  }

  @Override
  public Plan plan(WantedAnswer wanted, WantedAnswer.Is is) {
    return wanted.plan(is);
  }

  @Override
  public Map<String, Object> result(
      WantedAnswer wanted, WantedAnswer.Is is, List<Execution> executions) {
    return executions.stream()
        .findFirst()
        .flatMap(execution -> Answer.parse(execution.out()))
        .map(answer -> answer.result(wanted))
        .orElse(Map.of());
  }
}
