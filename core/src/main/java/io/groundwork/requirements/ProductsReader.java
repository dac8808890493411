package io.groundwork.requirements;

import io.groundwork.requirements.check.Product;
import io.groundwork.requirements.check.Support;
import io.groundwork.text.Problems;
import io.groundwork.yaml.Fields;
import io.groundwork.yaml.Node;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads the products, and the systems that they run on. */
final class ProductsReader {

  static final List<String> KEYS = List.of("products");

  private static final List<String> STANDINGS =
      Stream.of(Support.Standing.values())
          .map(standing -> standing.name().toLowerCase(Locale.ROOT))
          .toList();

  private final Problems problems;
  private final Slips slips;

  ProductsReader(Problems problems) {
    this.problems = problems;
    this.slips = new Slips(problems);
  }

  Map<String, Product> read(Fields document, Collection<String> roles) {
    Map<String, Product> products = new LinkedHashMap<>();
    document.required("products");
    document
        .entries("products")
        .forEach(
            (name, entry) ->
                product(name, entry.value(), roles)
                    .ifPresent(product -> products.put(name, product)));
    return products;
  }

  private Optional<Product> product(String name, Node node, Collection<String> roles) {
    Fields fields =
        Fields.of(
            node,
            "the product " + name,
            List.of(
                "title",
                "role",
                "version",
                "accepted",
                "source",
                "packages",
                "programs",
                "systems"),
            problems);
    Optional<String> title = fields.requiredText("title");
    Optional<String> version = fields.requiredText("version");
    Optional<String> source = fields.requiredText("source");
    Optional<String> role =
        fields
            .requiredText("role")
            .filter(word -> slips.known(word, roles, "role", fields.position("role")));
    List<Product.Span> accepted = new ArrayList<>();
    for (Node span : fields.list("accepted")) {
      span(span).ifPresent(accepted::add);
    }
    List<Support> systems = new ArrayList<>();
    fields.required("systems");
    for (Node system : fields.list("systems")) {
      support(system).ifPresent(systems::add);
    }
    List<String> packages = fields.texts("packages");
    if (title.isEmpty() || version.isEmpty() || source.isEmpty() || role.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new Product(
            name,
            title.get(),
            role.get(),
            version.get(),
            accepted,
            source.get(),
            packages,
            fields.texts("programs"),
            systems));
  }

  private Optional<Product.Span> span(Node node) {
    Fields fields = Fields.of(node, "an accepted version", List.of("from", "below"), problems);
    return fields
        .requiredText("from")
        .flatMap(
            from ->
                slips.made(fields.position(), () -> new Product.Span(from, fields.text("below"))));
  }

  private Optional<Support> support(Node node) {
    Fields fields =
        Fields.of(
            node,
            "a system of a product",
            List.of("id", "from", "below", "standing", "note"),
            problems);
    Optional<String> id = fields.requiredText("id");
    Optional<String> from = fields.requiredText("from");
    Optional<String> note = fields.requiredText("note");
    Optional<String> standing =
        fields
            .requiredText("standing")
            .filter(word -> slips.known(word, STANDINGS, "standing", fields.position("standing")));
    if (id.isEmpty() || from.isEmpty() || note.isEmpty() || standing.isEmpty()) {
      return Optional.empty();
    }
    return slips.made(
        fields.position(),
        () ->
            new Support(
                id.get(),
                from.get(),
                fields.text("below"),
                Support.Standing.valueOf(standing.get().toUpperCase(Locale.ROOT)),
                note.get()));
  }
}
