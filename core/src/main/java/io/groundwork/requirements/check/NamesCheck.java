package io.groundwork.requirements.check;

import io.groundwork.facts.Lines;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the host finds itself and the others by name. */
record NamesCheck() implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "name_resolution",
          List.of(),
          (tables, figures, problems) -> Optional.of(new NamesCheck()));

  private static final Snippet SNIPPET = Snippet.resource(NamesCheck.class, "resolve.sh");
  private static final Pattern LINE =
      Pattern.compile("(own|name) (\\S+) (\\d{1,3}) ([0-9a-fA-F.:]+|-)");
  private static final int TIMED_OUT = 124;

  private record Name(boolean own, String text, int status, boolean found) {
    private Name {
      if (found != (status == 0)) {
        throw new IllegalArgumentException(text + ": status " + status + " with that answer");
      }
    }

    private String problem() {
      String what = own ? "its own name " + text : text;
      return status == TIMED_OUT ? what + " (no answer in time)" : what;
    }
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(SNIPPET.call(host.peers().toArray()));
  }

  @Override
  public String command(HostInfo host) {
    List<String> words = new ArrayList<>(List.of("getent hosts $(uname -n)"));
    words.addAll(host.peers());
    return String.join(" ", words);
  }

  @Override
  public String wanted(HostInfo host) {
    int peers = host.peers().size();
    return peers == 0
        ? "its own name resolves"
        : "its own name and those of " + peers + " other hosts resolve";
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    List<Name> names = readings.get(calls(host).get(0), NamesCheck::parse);
    if (names.size() != host.peers().size() + 1) {
      throw new UnreadableException("only " + names.size() + " names were answered for");
    }
    // They are asked for all at once, and answered in any order.
    List<Name> lost =
        names.stream()
            .filter(name -> !name.found())
            .sorted(
                Comparator.comparingInt(
                    name -> name.own() ? -1 : host.peers().indexOf(name.text())))
            .toList();
    if (lost.isEmpty()) {
      return new Verdict.Met(
          names.size() == 1 ? "its own name resolves" : "all " + names.size() + " names resolve",
          "");
    }
    String measured =
        "not resolved: " + String.join(", ", lost.stream().map(Name::problem).toList());
    boolean ownIsLost = lost.stream().anyMatch(Name::own);
    return new Verdict.NotMet(
        measured,
        ownIsLost ? "RabbitMQ does not start on a host that cannot resolve its own name" : "");
  }

  private static List<Name> parse(Reading reading) {
    List<Name> names = new ArrayList<>();
    for (String line : Lines.of(reading.state())) {
      Matcher matcher = Lines.match(LINE, line);
      names.add(
          new Name(
              matcher.group(1).equals("own"),
              matcher.group(2),
              Integer.parseInt(matcher.group(3)),
              !matcher.group(4).equals("-")));
    }
    return names;
  }
}
