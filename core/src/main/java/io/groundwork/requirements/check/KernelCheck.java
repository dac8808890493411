package io.groundwork.requirements.check;

import io.groundwork.facts.FactSource;
import io.groundwork.facts.Lines;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import io.groundwork.text.Problems;
import io.groundwork.yaml.Fields;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the kernel is one that a product refuses to start on. */
record KernelCheck(String product, String from, String below) implements Check {

  static final CheckKind KIND =
      new CheckKind("kernel_not", List.of("product", "from", "below"), KernelCheck::load);

  private static final Snippet.Call CALL = Snippet.resource(FactSource.class, "kernel.sh").call();
  private static final Pattern LINE = Pattern.compile("(\\S+) (\\S+) (\\S+) (\\S+)");
  private static final Pattern VERSION = Pattern.compile("([0-9]{1,4}(?:\\.[0-9]{1,4})*).*");

  KernelCheck {
    ListedSystem.requireVersion(from);
    ListedSystem.requireVersion(below);
  }

  private static Optional<Check> load(Tables tables, Fields figures, Problems problems) {
    Optional<String> product = figures.requiredText("product");
    Optional<String> from = figures.requiredText("from");
    Optional<String> below = figures.requiredText("below");
    if (product.isEmpty() || from.isEmpty() || below.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(new KernelCheck(product.get(), from.get(), below.get()));
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(CALL);
  }

  @Override
  public String command(HostInfo host) {
    return "uname -r";
  }

  @Override
  public String wanted(HostInfo host) {
    return "before " + from + ", or " + below + " and later";
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    String release = readings.get(CALL, KernelCheck::release);
    Matcher version = VERSION.matcher(release);
    if (!version.matches()) {
      throw new UnreadableException("\"" + release + "\" is no version of a kernel");
    }
    boolean refused =
        ListedSystem.compare(version.group(1), from) >= 0
            && ListedSystem.compare(version.group(1), below) < 0;
    return refused
        ? new Verdict.NotMet(release, product + " refuses to start on it")
        : new Verdict.Met(release, "");
  }

  private static String release(Reading reading) {
    return Lines.match(LINE, reading.state()).group(3);
  }
}
