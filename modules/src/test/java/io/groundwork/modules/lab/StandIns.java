package io.groundwork.modules.lab;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Map;

/** Where the lab's stand-ins come from, as an inventory says it. */
public final class StandIns {

  private static final String URL = System.getProperty("lab.packages", "http://198.18.0.1:8099");

  private StandIns() {}

  /** For a repository of packages. */
  public static Map<String, Object> repository(SiteRole role, String product, String suite) {
    need(role, product + "/dists/" + suite + "/InRelease");
    return mirror(
        product,
        Map.of(
            "uri", URL + "/" + product,
            "suite", suite,
            "components", "main",
            "key_url", URL + "/lab.asc",
            "key_fingerprint", fetch(role, "fingerprint")));
  }

  /** For a file to download. */
  public static Map<String, Object> file(SiteRole role, String product, String name) {
    need(role, "files/" + name);
    String sum = role.root(get("files/" + name) + " | sha256sum | cut -d' ' -f1");
    return mirror(product, Map.of("url", URL + "/files/" + name, "sha256", sum));
  }

  private static Map<String, Object> mirror(String product, Map<String, Object> source) {
    return Map.of("mirrors", Map.of(product, source));
  }

  private static String fetch(SiteRole role, String path) {
    return role.root(get(path));
  }

  private static String get(String path) {
    return "/usr/lib/apt/apt-helper -qq download-file " + URL + "/" + path
        + " /run/fetched >/dev/null && cat /run/fetched";
  }

  private static void need(SiteRole role, String path) {
    assumeTrue(
        role.root(get(path) + " >/dev/null && echo yes || echo no").endsWith("yes"),
        "skipped: the lab's package server has no " + path);
  }
}
