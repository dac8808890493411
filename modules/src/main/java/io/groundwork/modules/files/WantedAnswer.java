package io.groundwork.modules.files;

import io.groundwork.module.Change;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * An answer that a host should get from a web server.
 *
 * @param codes the status codes that are right
 * @param content whether the answer's content is asked for
 * @param dest where to put it; empty for nowhere
 * @param creates where this is there no request is made; empty for always
 * @param removes where this is not there no request is made; empty for always
 */
record WantedAnswer(
    Request request,
    List<Long> codes,
    boolean content,
    String dest,
    WantedAttributes attributes,
    String creates,
    String removes) {

  /** The largest answer that becomes a result, in bytes. */
  static final long LARGEST = 4 << 20;

  private static final Snippet PROBE = Snippet.resource(WantedAnswer.class, "uri.probe.sh");
  private static final Snippet REQUEST = Snippet.resource(WantedAnswer.class, "uri.sh");
  private static final String FALLBACK_NAME = "index.html";

  WantedAnswer {
    Objects.requireNonNull(request, "request");
    codes = List.copyOf(codes);
    Objects.requireNonNull(dest, "dest");
    Objects.requireNonNull(attributes, "attributes");
    Objects.requireNonNull(creates, "creates");
    Objects.requireNonNull(removes, "removes");
  }

  /** Whether a request is called for, and what could make it. */
  record Is(boolean created, boolean removed, Set<String> tools) {
    Is {
      tools = Set.copyOf(tools);
    }
  }

  Probe<Is> probe() {
    List<Resource> reads = new ArrayList<>();
    List.of(creates, removes).stream()
        .filter(path -> !path.isEmpty())
        .distinct()
        .forEach(path -> reads.add(Resource.path(path)));
    reads.add(Resource.command("curl"));
    return Probe.of(
            PROBE.call(creates, removes),
            reading ->
                new Is(
                    reading.state().contains("created"),
                    reading.state().contains("removed"),
                    reading.context().lines().collect(Collectors.toSet())))
        .reading(reads.toArray(Resource[]::new));
  }

  Plan plan(Is is) {
    if (is.created()) {
      return skipped("since '" + creates + "' exists");
    }
    if (is.removed()) {
      return skipped("since '" + removes + "' does not exist");
    }
    Snippet.Call call =
        REQUEST.call(
            request.configuration(),
            request.url(),
            codes.stream().map(String::valueOf).collect(Collectors.joining(",")),
            dest,
            name(),
            String.valueOf(LARGEST),
            attributes.mode().map(mode -> mode.text()).orElse(""),
            attributes.owner().orElse(""),
            attributes.group().orElse(""),
            String.valueOf(request.timeout()),
            request.verified() ? "" : "--no-check-certificate");
    String summary = "request " + request.method() + " " + request.shown();
    Change change =
        dest.isEmpty()
            ? Change.waits(summary, call)
            : Change.runs(summary + " to " + dest, call).altering(Resource.path(dest));
    return Plan.of(change).needing(needs(is));
  }

  private static Plan skipped(String why) {
    return Plan.holds("skipped, " + why).withResult(Map.of("stdout", "skipped, " + why));
  }

  private List<Need> needs(Is is) {
    if (is.tools().contains("curl") || (is.tools().contains("wget") && request.isPlain())) {
      return List.of();
    }
    String why =
        is.tools().contains("wget")
            ? "there is only wget, which does for a GET without headers, body and password"
            : "there is neither curl nor wget";
    return List.of(new Need(Resource.command("curl"), why + "; install the package curl before"));
  }

  private String name() {
    String path = request.url().replaceFirst("^[a-z]+://[^/?#]*", "").replaceFirst("[?#].*$", "");
    String name = HostPath.name(path);
    return name.isEmpty() ? FALLBACK_NAME : name;
  }
}
