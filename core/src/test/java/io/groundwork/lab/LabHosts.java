package io.groundwork.lab;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/**
 * The hosts that a class with {@link OnLabHosts} gets. The environment may name others, where
 * several checkouts share a lab: {@code GROUNDWORK_LAB_HOSTS=akmta1=db4,db2=db4}.
 */
public final class LabHosts implements ResourceLocksProvider {

  /** Every lab has four hosts; tests that would like one of more take one of these. */
  private static final Map<String, String> INSTEAD = Map.of("db2", "akd1", "db3", "akmta1");

  private static final Map<String, String> NAMED = pairs(System.getenv("GROUNDWORK_LAB_HOSTS"));

  private static Map<String, String> pairs(String words) {
    return words == null
        ? Map.of()
        : Stream.of(words.split(","))
            .map(word -> word.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
  }

  /** The hosts of a class of tests, in its order. */
  public static List<String> of(Class<?> tests) {
    return Arrays.stream(tests.getAnnotation(OnLabHosts.class).value())
        .map(LabHosts::named)
        .toList();
  }

  /** The only host of a class of tests. */
  public static String only(Class<?> tests) {
    return of(tests).get(0);
  }

  /** The host that stands for a name. */
  public static String named(String name) {
    if (NAMED.containsKey(name)) {
      return NAMED.get(name);
    }
    return INSTEAD.containsKey(name) && !Lab.has(name) ? INSTEAD.get(name) : name;
  }

  @Override
  public Set<Lock> provideForClass(Class<?> tests) {
    return of(tests).stream().map(host -> new Lock("lab host " + host)).collect(Collectors.toSet());
  }
}
