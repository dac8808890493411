package io.groundwork.requirements.check;

import io.groundwork.facts.Lines;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether another version of a product that is placed on the host is installed there. */
record PackagesCheck(List<Product> products) implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "other_versions",
          List.of(),
          (tables, figures, problems) ->
              Optional.of(new PackagesCheck(List.copyOf(tables.products().values()))));

  private static final Snippet SNIPPET = Snippet.resource(PackagesCheck.class, "packages.sh");
  private static final Pattern LINE = Pattern.compile("(package|program) (\\S+) (\\S+)");
  // Epoch and revision are the packager's: 1:16.1-1.pgdg120+1 is 16.1.
  private static final Pattern VERSION = Pattern.compile("(?:[0-9]+:)?([0-9]+(?:\\.[0-9]+)*).*");

  private record Found(boolean isPackage, String name, String detail) {}

  PackagesCheck {
    products = List.copyOf(products);
  }

  private List<Product> placed(HostInfo host) {
    return products.stream().filter(product -> host.roles().contains(product.role())).toList();
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    List<Product> placed = placed(host);
    return List.of(
        SNIPPET.call(
            Stream.of(
                    placed.stream().flatMap(product -> product.packages().stream()),
                    Stream.of("--"),
                    placed.stream().flatMap(product -> product.programs().stream()))
                .flatMap(words -> words)
                .toArray()));
  }

  @Override
  public String command(HostInfo host) {
    String names =
        String.join(
            " ", placed(host).stream().flatMap(product -> product.packages().stream()).toList());
    return "dpkg -l " + names + " || rpm -q " + names;
  }

  @Override
  public String wanted(HostInfo host) {
    return "nothing, or "
        + String.join(
            ", ",
            placed(host).stream()
                .map(product -> product.title() + " " + product.documented())
                .toList());
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    List<Found> found = readings.get(calls(host).get(0), PackagesCheck::parse);
    List<String> good = new ArrayList<>();
    List<String> other = new ArrayList<>();
    List<String> strays = new ArrayList<>();
    for (Product product : placed(host)) {
      for (Found one : found) {
        if (!one.isPackage() && product.programs().contains(one.name())) {
          strays.add(one.detail());
        } else if (one.isPackage() && product.packages().contains(one.name())) {
          Matcher version = VERSION.matcher(one.detail());
          boolean accepted = version.matches() && product.accepts(version.group(1));
          (accepted ? good : other).add(one.name() + " " + one.detail());
        }
      }
    }
    if (!other.isEmpty()) {
      return new Verdict.NotMet(
          String.join(", ", other), "the documented version cannot be installed beside it");
    }
    if (!strays.isEmpty()) {
      return new Verdict.Unknown(
          String.join(", ", strays), "no package brought it, so its version is not known");
    }
    return new Verdict.Met(
        good.isEmpty() ? "none installed" : String.join(", ", good),
        good.isEmpty() ? "" : "already installed");
  }

  private static List<Found> parse(Reading reading) {
    return Lines.of(reading.state()).stream()
        .map(line -> Lines.match(LINE, line.strip()))
        .map(line -> new Found(line.group(1).equals("package"), line.group(2), line.group(3)))
        .toList();
  }
}
