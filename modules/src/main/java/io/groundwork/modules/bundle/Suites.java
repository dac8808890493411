package io.groundwork.modules.bundle;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The indexes of a bundle's packages: a suite for each product. */
record Suites(Bundle bundle, String system, String architecture) {

  private static final String KEY = "key.asc";
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);

  /** A host without a way out may have a clock that is behind, and refuses what is of tomorrow. */
  private static final Duration BEHIND = Duration.ofDays(1);

  /** Writes the index of a product, and tells the paths of all that belongs to its suite. */
  List<String> write(String product, List<Deb> debs) {
    String text = debs.stream().map(Deb::entry).collect(Collectors.joining("\n"));
    String path = packages(product, architecture);
    try {
      replace(bundle.file(system, path), text.getBytes(UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.of(path, release(product));
  }

  private static String packages(String product, String architecture) {
    return "dists/" + product + "/main/binary-" + architecture + "/Packages";
  }

  private static String release(String product) {
    return "dists/" + product + "/InRelease";
  }

  /** Signs what is not signed yet by this key; tells the list with the sums of all indexes. */
  static Manifest signed(Bundle bundle, Manifest manifest, BundleKey key) throws IOException {
    Map<String, Manifest.Contents> systems = new TreeMap<>();
    boolean sameKey = bundle.manifest().fingerprint().equals(key.fingerprint());
    for (Map.Entry<String, Manifest.Contents> entry : manifest.systems().entrySet()) {
      Manifest.Contents contents = entry.getValue();
      Suites suites = new Suites(bundle, entry.getKey(), contents.architecture());
      Map<String, Manifest.Item> files = new TreeMap<>(contents.files());
      Path exported = bundle.file(entry.getKey(), KEY);
      if (!sameKey || !Files.exists(exported)) {
        replace(exported, key.exported());
      }
      files.put(KEY, made(exported));
      for (String product : contents.products().keySet()) {
        suites.sign(product, key, sameKey);
        for (String path : List.of(packages(product, contents.architecture()), release(product))) {
          files.put(path, made(bundle.file(entry.getKey(), path)));
        }
      }
      Set<String> wanted = new LinkedHashSet<>(List.of(KEY));
      contents.products().values().forEach(product -> wanted.addAll(product.paths()));
      files.keySet().retainAll(wanted);
      systems.put(
          entry.getKey(),
          new Manifest.Contents(contents.architecture(), contents.products(), files));
    }
    return new Manifest(key.fingerprint(), systems);
  }

  private void sign(String product, BundleKey key, boolean sameKey) throws IOException {
    byte[] index = Files.readAllBytes(bundle.file(system, packages(product, architecture)));
    String line =
        " "
            + Hashing.sha256().hashBytes(index)
            + " "
            + index.length
            + " main/binary-"
            + architecture
            + "/Packages\n";
    Path release = bundle.file(system, release(product));
    if (sameKey && Files.exists(release) && Files.readString(release, UTF_8).contains(line)) {
      return;
    }
    String text =
        String.join(
                "\n",
                "Origin: Groundwork bundle",
                "Label: Groundwork bundle",
                "Suite: " + product,
                "Codename: " + product,
                "Date: " + DATE.format(Instant.now().minus(BEHIND)),
                "Architectures: " + architecture,
                "Components: main",
                "Description: What " + product + " needs",
                "SHA256:")
            + "\n"
            + line;
    Bundle.write(release, key.signed(text));
  }

  private static void replace(Path file, byte[] content) throws IOException {
    if (!Files.exists(file) || !Arrays.equals(Files.readAllBytes(file), content)) {
      Bundle.write(file, content);
    }
  }

  private static Manifest.Item made(Path file) throws IOException {
    return new Manifest.Item(Files.size(file), Bundle.sum(file), "made here");
  }
}
