package io.groundwork.modules.bundle;

import io.groundwork.text.Json;
import io.groundwork.text.JsonReader;
import io.groundwork.text.LoadException;
import io.groundwork.text.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is in a bundle.
 *
 * @param fingerprint of the key that has signed it; empty as long as nothing is
 * @param systems by release and architecture, such as {@code bookworm-x86_64}
 */
public record Manifest(String fingerprint, Map<String, Contents> systems) {

  /**
   * What is there for one system.
   *
   * @param architecture as packages name it
   * @param products by name
   * @param files by their path below the system's directory
   */
  public record Contents(
      String architecture, Map<String, Product> products, Map<String, Item> files) {
    public Contents {
      Objects.requireNonNull(architecture, "architecture");
      products = new TreeMap<>(products);
      files = new TreeMap<>(files);
    }
  }

  /**
   * What a product needs.
   *
   * @param hosts the group of hosts that have it
   * @param repository whether it has a repository of its own elsewhere
   * @param file path of what is downloaded besides packages
   * @param paths of all its files
   */
  public record Product(
      String hosts, boolean repository, Optional<String> file, List<String> paths) {
    public Product {
      Objects.requireNonNull(hosts, "hosts");
      Objects.requireNonNull(file, "file");
      paths = List.copyOf(paths);
    }
  }

  /**
   * A file.
   *
   * @param from where it comes from
   */
  public record Item(long size, String sha256, String from) {
    public Item {
      Objects.requireNonNull(sha256, "sha256");
      Objects.requireNonNull(from, "from");
    }
  }

  public Manifest {
    Objects.requireNonNull(fingerprint, "fingerprint");
    systems = new TreeMap<>(systems);
  }

  static final Manifest NONE = new Manifest("", Map.of());

  /** As a file, which is also one of variables for the playbook beside it. */
  String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    systems.forEach((name, system) -> all.put(name, tree(system)));
    Map<String, Object> bundle = new LinkedHashMap<>();
    bundle.put("fingerprint", fingerprint);
    bundle.put("systems", all);
    return Json.document(Map.of("bundle", bundle), 6);
  }

  private static Map<String, Object> tree(Contents system) {
    Map<String, Object> products = new LinkedHashMap<>();
    system.products.forEach(
        (name, product) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("hosts", product.hosts);
          one.put("repository", product.repository);
          product.file.ifPresent(path -> one.put("file", path));
          one.put("paths", product.paths);
          products.put(name, one);
        });
    Map<String, Object> files = new LinkedHashMap<>();
    system.files.forEach(
        (path, item) -> {
          Map<String, Object> one = new LinkedHashMap<>();
          one.put("size", item.size);
          one.put("sha256", item.sha256);
          one.put("from", item.from);
          files.put(path, one);
        });
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("architecture", system.architecture);
    tree.put("products", products);
    tree.put("files", files);
    return tree;
  }

  /**
   * Reads one.
   *
   * @param source its file, for messages
   * @throws LoadException when it is none
   */
  static Manifest parse(String json, String source) {
    try {
      Map<?, ?> bundle = map(JsonReader.object(json).get("bundle"));
      Map<String, Contents> systems = new TreeMap<>();
      map(bundle.get("systems"))
          .forEach((name, tree) -> systems.put(safe(name, "[a-z0-9_-]+"), contents(map(tree))));
      return new Manifest(text(bundle.get("fingerprint")), systems);
    } catch (IllegalArgumentException e) {
      throw new LoadException(
          Problem.of(source + " is no list of a bundle: " + e.getMessage())
              .withRemedy("make the bundle anew, in an empty directory"));
    }
  }

  private static Contents contents(Map<?, ?> tree) {
    Map<String, Product> products = new TreeMap<>();
    map(tree.get("products"))
        .forEach((name, one) -> products.put(safe(name, "[a-z0-9_]+"), product(map(one))));
    Map<String, Item> files = new TreeMap<>();
    map(tree.get("files")).forEach((path, one) -> files.put(path(path), item(map(one))));
    return new Contents(safe(tree.get("architecture"), "[a-z0-9]+"), products, files);
  }

  private static Product product(Map<?, ?> tree) {
    List<String> paths = new ArrayList<>();
    if (!(tree.get("paths") instanceof List<?> items)) {
      throw new IllegalArgumentException("a product has no paths");
    }
    items.forEach(item -> paths.add(path(item)));
    return new Product(
        text(tree.get("hosts")),
        Boolean.TRUE.equals(tree.get("repository")),
        Optional.ofNullable(tree.get("file")).map(Manifest::path),
        paths);
  }

  private static Item item(Map<?, ?> tree) {
    if (!(tree.get("size") instanceof Number size)) {
      throw new IllegalArgumentException("a file has no size");
    }
    return new Item(
        size.longValue(), safe(tree.get("sha256"), "[0-9a-f]{64}"), text(tree.get("from")));
  }

  private static Map<?, ?> map(Object value) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    throw new IllegalArgumentException("\"" + value + "\" is no mapping");
  }

  private static String text(Object value) {
    if (value instanceof String text) {
      return text;
    }
    throw new IllegalArgumentException("\"" + value + "\" is no text");
  }

  /** Nothing that leads out of the bundle. */
  private static String path(Object value) {
    String path = safe(value, "[A-Za-z0-9_][A-Za-z0-9._+~/-]*");
    if (path.contains("..")) {
      throw new IllegalArgumentException("\"" + path + "\" leads elsewhere");
    }
    return path;
  }

  private static String safe(Object value, String pattern) {
    String text = text(value);
    if (!text.matches(pattern)) {
      throw new IllegalArgumentException("\"" + text + "\" cannot be here");
    }
    return text;
  }
}
