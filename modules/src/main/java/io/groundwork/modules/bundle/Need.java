package io.groundwork.modules.bundle;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * What a role fetches from elsewhere.
 *
 * @param product the role's name
 * @param hosts the group of hosts that have it
 * @param packages names, or name=version
 * @param repository where they come from, besides the host's own system
 * @param file what is downloaded besides
 */
public record Need(
    String product,
    String hosts,
    List<String> packages,
    Optional<Repository> repository,
    Optional<Artefact> file) {

  /**
   * A repository of packages.
   *
   * @param fingerprint of the key that signs it
   */
  public record Repository(
      String uri, String suite, String components, String keyUrl, String fingerprint) {
    public Repository {
      Objects.requireNonNull(uri, "uri");
      Objects.requireNonNull(suite, "suite");
      Objects.requireNonNull(components, "components");
      Objects.requireNonNull(keyUrl, "keyUrl");
      Objects.requireNonNull(fingerprint, "fingerprint");
    }
  }

  /**
   * A file.
   *
   * @param sha256 hexadecimal
   */
  public record Artefact(String url, String sha256) {
    public Artefact {
      Objects.requireNonNull(url, "url");
      Objects.requireNonNull(sha256, "sha256");
    }

    /** The last part of its address. */
    String name() {
      String path = url.replaceFirst("[?#].*$", "");
      return path.substring(path.lastIndexOf('/') + 1).replaceAll("[^A-Za-z0-9._+~-]", "_");
    }

    boolean isPackage() {
      return name().endsWith(".deb");
    }
  }

  public Need {
    Objects.requireNonNull(product, "product");
    Objects.requireNonNull(hosts, "hosts");
    packages = List.copyOf(packages);
    Objects.requireNonNull(repository, "repository");
    Objects.requireNonNull(file, "file");
  }
}
