package io.groundwork.requirements.check;

import com.google.common.net.InetAddresses;
import io.groundwork.facts.Lines;
import io.groundwork.module.Reading;
import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the host finds itself and the others by name, and its service address leads to one. */
record NamesCheck() implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "name_resolution",
          List.of(),
          (tables, figures, problems) -> Optional.of(new NamesCheck()));

  private static final Snippet SNIPPET = Snippet.resource(NamesCheck.class, "resolve.sh");
  private static final Pattern LINE =
      Pattern.compile("(own|name|back) (\\S+) (\\d{1,3}) ([0-9A-Za-z_.:-]+)");
  private static final int TIMED_OUT = 124;

  private record Name(String kind, String text, int status, boolean found) {
    private boolean own() {
      return kind.equals("own");
    }

    private Name {
      if (found != (status == 0)) {
        throw new IllegalArgumentException(text + ": status " + status + " with that answer");
      }
    }

    private String problem() {
      String what = own() ? "its own name " + text : text;
      if (kind.equals("back") && status != TIMED_OUT) {
        return what + " (its service address has no name)";
      }
      return status == TIMED_OUT ? what + " (no answer in time)" : what;
    }
  }

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    List<Object> words = new ArrayList<>(List.of(address(host).orElse("-")));
    words.addAll(host.peers());
    return List.of(SNIPPET.call(words.toArray()));
  }

  /** Where its services listen, when that is said as an address. */
  private static Optional<String> address(HostInfo host) {
    return Optional.of(PortReachCheck.address(host)).filter(InetAddresses::isInetAddress);
  }

  @Override
  public String command(HostInfo host) {
    List<String> words = new ArrayList<>(List.of("getent hosts $(uname -n)"));
    address(host).ifPresent(words::add);
    words.addAll(host.peers());
    return String.join(" ", words);
  }

  @Override
  public String wanted(HostInfo host) {
    int peers = host.peers().size();
    String back = address(host).map(one -> ", and " + one + " has a name").orElse("");
    return (peers == 0
            ? "its own name resolves"
            : "its own name and those of " + peers + " other hosts resolve")
        + back;
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    List<Name> names = readings.get(calls(host).get(0), NamesCheck::parse);
    int asked = host.peers().size() + (address(host).isPresent() ? 2 : 1);
    if (names.size() != asked) {
      throw new UnreadableException("only " + names.size() + " names were answered for");
    }
    // They are asked for all at once, and answered in any order.
    List<Name> lost =
        names.stream()
            .filter(name -> !name.found())
            .sorted(
                Comparator.comparingInt(
                    name -> name.own() ? -2 : host.peers().indexOf(name.text())))
            .toList();
    if (lost.isEmpty()) {
      return new Verdict.Met(
          names.size() == 1
              ? "its own name resolves"
              : "all "
                  + names.size()
                  + (address(host).isPresent() ? " names resolve, both ways" : " names resolve"),
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
              matcher.group(1),
              matcher.group(2),
              Integer.parseInt(matcher.group(3)),
              !matcher.group(4).equals("-")));
    }
    return names;
  }
}
