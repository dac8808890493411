package io.groundwork.requirements.check;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A third-party product of the document's table of software.
 *
 * @param name its name in the data
 * @param title its name for people
 * @param role the role whose hosts it is on
 * @param documented the version as the document writes it
 * @param accepted the versions that count; none for any
 * @param source where the document says it comes from
 * @param packages names of packages it may be installed as, by whomever
 * @param programs names of its programs, which somebody may have put there by hand
 * @param systems the systems it runs on or does not
 */
public record Product(
    String name,
    String title,
    String role,
    String documented,
    List<Span> accepted,
    String source,
    List<String> packages,
    List<String> programs,
    List<Support> systems) {

  /** Versions from one to before another; without the other, all later ones. */
  public record Span(String from, Optional<String> below) {
    public Span {
      ListedSystem.requireVersion(from);
      below.ifPresent(ListedSystem::requireVersion);
    }

    boolean includes(String version) {
      return ListedSystem.compare(version, from) >= 0
          && below.map(bound -> ListedSystem.compare(version, bound) < 0).orElse(true);
    }
  }

  public Product {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(role, "role");
    Objects.requireNonNull(documented, "documented");
    accepted = List.copyOf(accepted);
    Objects.requireNonNull(source, "source");
    packages = List.copyOf(packages);
    programs = List.copyOf(programs);
    systems = List.copyOf(systems);
  }

  /** Whether a version such as 16.1 is one that the document allows. */
  boolean accepts(String version) {
    return accepted.isEmpty() || accepted.stream().anyMatch(span -> span.includes(version));
  }
}
