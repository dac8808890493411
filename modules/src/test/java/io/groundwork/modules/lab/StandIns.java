package io.groundwork.modules.lab;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assumptions.abort;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.Map;

/** Where the lab's stand-ins come from, as an inventory says it. */
public final class StandIns {

  private static final String URL = System.getProperty("lab.packages", "http://198.18.0.1:8099");

  private StandIns() {}

  /** For a repository of packages, which is at a path of the package server. */
  public static Map<String, Object> repository(String product, String path, String suite) {
    fetch(path + "/dists/" + suite + "/InRelease");
    return mirror(
        product,
        Map.of(
            "uri",
            URL + "/" + path,
            "suite",
            suite,
            "components",
            "main",
            "key_url",
            URL + "/lab.asc",
            "key_fingerprint",
            new String(fetch("fingerprint"), US_ASCII).strip()));
  }

  /** For a file to download. */
  public static Map<String, Object> file(String product, String name) {
    String sum = Hashing.sha256().hashBytes(fetch("files/" + name)).toString();
    return mirror(product, Map.of("url", URL + "/files/" + name, "sha256", sum));
  }

  private static Map<String, Object> mirror(String product, Map<String, Object> source) {
    return Map.of("mirrors", Map.of(product, source));
  }

  /** Ends the test, skipped, where the lab is older than its stand-ins. */
  private static byte[] fetch(String path) {
    try (InputStream in = new URL(URL + "/" + path).openStream()) {
      return in.readAllBytes();
    } catch (IOException e) {
      return abort("skipped: the lab's package server gives no " + path + ": " + e.getMessage());
    }
  }
}
