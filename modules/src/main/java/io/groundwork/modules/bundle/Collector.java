package io.groundwork.modules.bundle;

import com.google.common.io.MoreFiles;
import io.groundwork.module.Snippet;
import io.groundwork.text.Problem;
import io.groundwork.transport.Become;
import io.groundwork.transport.BecomeException;
import io.groundwork.transport.Connection;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * Collects what hosts of one system need, over one of them that has a way to it. What is in the
 * bundle already and is right is not fetched again.
 *
 * @param system such as {@code bookworm-x86_64}
 * @param key signs the bundle
 * @param told hears what goes on
 */
public record Collector(Bundle bundle, String system, BundleKey key, Consumer<String> told) {

  /** Files travel over the host's disk, so many bytes at a time. */
  private static final long BATCH = 256L << 20;

  private static final String FILES = "files";

  /** What a host has told of one need. */
  private record Answer(Need need, List<Deb> debs) {}

  /**
   * Collects.
   *
   * @param needs of all hosts of the system
   * @return the bundle with these products in place of those of before, and all others
   * @throws CollectException when something cannot be got, or is not what was wanted
   * @throws IOException when the bundle cannot be written
   */
  public Bundle collect(Set<Need> needs, String host, Connection connection, Become become)
      throws CollectException, BecomeException, IOException {
    checkFiles(needs);
    List<Need.Repository> repositories =
        needs.stream().flatMap(need -> need.repository().stream()).distinct().toList();
    try (PrivateApt apt = PrivateApt.open(host, connection, become, repositories)) {
      told.accept("reading package lists");
      apt.refresh(sources(apt, repositories));
      Map<String, Manifest.Item> items = new TreeMap<>();
      List<Answer> answers = new ArrayList<>();
      for (Need need : needs) {
        told.accept("working out what " + need.product() + " needs");
        String deb = need.file().isPresent() ? file(apt, need, items) : "";
        answers.add(new Answer(need, apt.resolve(need.packages(), deb)));
      }
      Map<String, Deb> debs = new TreeMap<>();
      for (Answer answer : answers) {
        for (Deb deb : answer.debs) {
          Deb other = debs.putIfAbsent(deb.path(), deb);
          if (other != null && !other.sha256().equals(deb.sha256())) {
            throw wrong(
                deb.uri() + " and " + other.uri() + " have one name and differ",
                "take both from one repository");
          }
          items.put(deb.path(), new Manifest.Item(deb.size(), deb.sha256(), deb.uri()));
        }
      }
      fetch(apt, debs);
      return written(apt.architecture(), answers, items);
    }
  }

  /** Fetches the keys of repositories, and tells them as the private apt takes them. */
  private List<String> sources(PrivateApt apt, List<Need.Repository> repositories)
      throws CollectException, BecomeException, IOException {
    List<String> words = new ArrayList<>();
    for (Need.Repository one : repositories) {
      String name = "repository" + words.size() / 5;
      byte[] content = apt.fetched(one.keyUrl(), "fetched", name);
      List<String> found = key.fingerprints(content);
      String wanted = one.fingerprint().replace(" ", "").toUpperCase(Locale.ROOT);
      if (!found.equals(List.of(wanted))) {
        throw wrong(
            "the key from "
                + one.keyUrl()
                + " has the fingerprint "
                + String.join(", ", found)
                + ", wanted is "
                + wanted,
            "ask who publishes it, and correct the pin or the mirror");
      }
      boolean letters =
          new String(content, java.nio.charset.StandardCharsets.ISO_8859_1)
              .startsWith("-----BEGIN");
      apt.put(com.google.common.io.ByteSource.wrap(content), "keys", name);
      words.addAll(
          List.of(name, letters ? "asc" : "gpg", one.uri(), one.suite(), one.components()));
    }
    return words;
  }

  /** Gets a file, and tells where a package among them is on the host. */
  private String file(PrivateApt apt, Need need, Map<String, Manifest.Item> items)
      throws CollectException, BecomeException, IOException {
    Need.Artefact wanted = need.file().orElseThrow();
    String path = FILES + "/" + wanted.name();
    Path here = bundle.file(system, path);
    boolean there = Files.exists(here) && Bundle.sum(here).equals(wanted.sha256());
    String directory = "file-" + need.product();
    if (!there) {
      told.accept("fetching " + wanted.name());
      tellAltered(here);
      apt.fetch(directory, List.of(wanted.url(), wanted.name(), "SHA256:" + wanted.sha256()));
      bring(apt, directory + "/" + wanted.name(), here, wanted.sha256());
    } else if (wanted.isPackage()) {
      apt.put(MoreFiles.asByteSource(here), directory, wanted.name());
    }
    Manifest.Item item = new Manifest.Item(Files.size(here), wanted.sha256(), wanted.url());
    Manifest.Item other = items.putIfAbsent(path, item);
    if (other != null && !other.sha256().equals(item.sha256())) {
      throw wrong(
          item.from() + " and " + other.from() + " have one name and differ",
          "make a bundle for each, with --limit");
    }
    return wanted.isPackage() ? directory + "/" + wanted.name() : "";
  }

  private void fetch(PrivateApt apt, Map<String, Deb> debs)
      throws CollectException, BecomeException, IOException {
    List<Deb> missing = new ArrayList<>();
    for (Deb deb : debs.values()) {
      Path here = bundle.file(system, deb.path());
      if (!Files.exists(here) || !Bundle.sum(here).equals(deb.sha256())) {
        tellAltered(here);
        missing.add(deb);
      }
    }
    long bytes = missing.stream().mapToLong(Deb::size).sum();
    int done = 0;
    while (done < missing.size()) {
      told.accept(
          "fetching packages: " + done + " of " + missing.size() + ", " + (bytes >> 20) + " MB");
      List<Deb> batch = new ArrayList<>();
      long size = 0;
      while (done < missing.size() && (size == 0 || size + missing.get(done).size() <= BATCH)) {
        size += missing.get(done).size();
        batch.add(missing.get(done++));
      }
      List<String> words = new ArrayList<>();
      batch.forEach(deb -> words.addAll(List.of(deb.uri(), deb.name(), "SHA256:" + deb.sha256())));
      apt.fetch(FILES, words);
      for (Deb deb : batch) {
        bring(apt, FILES + "/" + deb.name(), bundle.file(system, deb.path()), deb.sha256());
      }
    }
  }

  private void tellAltered(Path here) {
    if (Files.exists(here)) {
      told.accept(here.getFileName() + " is not what it was, and is fetched anew");
    }
  }

  /** Brings a file here; it is in its place only when it is the right one. */
  private static void bring(PrivateApt apt, String from, Path here, String sum)
      throws CollectException, BecomeException, IOException {
    Files.createDirectories(here.getParent());
    Path beside = here.resolveSibling(here.getFileName() + ".partial");
    apt.get(from, MoreFiles.asByteSink(beside));
    if (!Bundle.sum(beside).equals(sum)) {
      Files.delete(beside);
      throw wrong(here.getFileName() + " did not arrive as its repository has it", "try again");
    }
    Files.move(beside, here, StandardCopyOption.ATOMIC_MOVE);
  }

  private static CollectException wrong(String what, String remedy) {
    return new CollectException(Problem.of(what).withRemedy(remedy));
  }

  private Bundle written(
      String architecture, List<Answer> answers, Map<String, Manifest.Item> items)
      throws IOException {
    Manifest before = bundle.manifest();
    Manifest.Contents old =
        before
            .systems()
            .getOrDefault(system, new Manifest.Contents(architecture, Map.of(), Map.of()));
    Map<String, Manifest.Product> products = new LinkedHashMap<>(old.products());
    Map<String, Manifest.Item> files = new TreeMap<>(old.files());
    files.putAll(items);
    Suites suites = new Suites(bundle, system, architecture);
    Map<String, List<Answer>> byProduct = new LinkedHashMap<>();
    answers.forEach(
        one -> byProduct.computeIfAbsent(one.need.product(), name -> new ArrayList<>()).add(one));
    byProduct.forEach((name, some) -> products.put(name, product(name, some, suites)));
    Map<String, Manifest.Contents> systems = new TreeMap<>(before.systems());
    systems.put(system, new Manifest.Contents(architecture, products, files));
    Manifest unsigned = new Manifest(key.fingerprint(), systems);
    Manifest signed = Suites.signed(bundle, unsigned, key);
    return bundle.keep(signed, Snippet.resource(Collector.class, "push.yml").text());
  }

  /** A product is one file: the roles take it by one address and one sum. */
  private static void checkFiles(Set<Need> needs) throws CollectException {
    Map<String, Need.Artefact> files = new TreeMap<>();
    for (Need need : needs) {
      if (need.file().isPresent()) {
        Need.Artefact one = need.file().get();
        Need.Artefact other = files.putIfAbsent(need.product(), one);
        if (other != null && !other.equals(one)) {
          throw wrong(
              need.product()
                  + " is "
                  + one.url()
                  + " on one host and "
                  + other.url()
                  + " on another",
              "make a bundle for each, with --limit");
        }
      }
    }
  }

  private static Manifest.Product product(String name, List<Answer> answers, Suites suites) {
    Map<String, Deb> debs = new TreeMap<>();
    answers.forEach(one -> one.debs.forEach(deb -> debs.put(deb.path(), deb)));
    Set<String> paths = new LinkedHashSet<>(debs.keySet());
    Optional<String> file =
        answers.stream()
            .flatMap(one -> one.need.file().stream())
            .map(one -> FILES + "/" + one.name())
            .findFirst();
    file.ifPresent(paths::add);
    paths.addAll(suites.write(name, List.copyOf(debs.values())));
    Need need = answers.get(0).need;
    return new Manifest.Product(
        need.hosts(), need.repository().isPresent(), file, List.copyOf(paths));
  }
}
