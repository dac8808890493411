package io.groundwork.requirements.check;

import io.groundwork.module.Snippet;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Whether each public address has a name in DNS that leads back to it. */
record ReverseNamesCheck() implements Check {

  static final CheckKind KIND =
      new CheckKind(
          "reverse_names",
          List.of(),
          (tables, figures, problems) -> Optional.of(new ReverseNamesCheck()));

  @Override
  public List<Snippet.Call> calls(HostInfo host) {
    return List.of(Addresses.call(host));
  }

  @Override
  public String command(HostInfo host) {
    List<String> named = host.settings().texts(Settings.PUBLIC_ADDRESSES);
    return "getent hosts " + (named.isEmpty() ? "ADDRESS" : String.join(" ", named));
  }

  @Override
  public String wanted(HostInfo host) {
    return "a name for each public address, whose address it is";
  }

  @Override
  public Verdict judge(HostInfo host, Readings readings) throws UnreadableException {
    Addresses addresses = readings.get(Addresses.call(host), Addresses::parse);
    List<String> publics = addresses.publics(host);
    if (publics.isEmpty()) {
      return new Verdict.Unknown(
          "no public address",
          "the host has none of its own: set public_addresses to those it is reached by");
    }
    List<String> good = new ArrayList<>();
    List<String> bad = new ArrayList<>();
    for (String address : publics) {
      Optional<String> name = addresses.reverse().get(address);
      if (name == null) {
        throw new UnreadableException("there is no getent command to ask DNS with");
      }
      if (name.isEmpty()) {
        bad.add(address + " has no name");
        continue;
      }
      List<String> back = addresses.forward().getOrDefault(name.get(), List.of());
      if (back.contains(address)) {
        good.add(address + " " + name.get());
      } else {
        bad.add(
            address
                + " is "
                + name.get()
                + ", which is "
                + (back.isEmpty() ? "not in DNS" : String.join(" ", back)));
      }
    }
    return bad.isEmpty()
        ? new Verdict.Met(String.join(", ", good), "")
        : new Verdict.NotMet(String.join(", ", bad), "");
  }
}
