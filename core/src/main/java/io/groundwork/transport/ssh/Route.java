package io.groundwork.transport.ssh;

import com.google.common.base.Splitter;
import io.groundwork.text.Problem;
import io.groundwork.text.Secret;
import io.groundwork.transport.Target;
import io.groundwork.transport.UnreachableException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Works out the logins on the way to a target: what it says itself counts before the config. */
final class Route {

  private static final int LONGEST = 8;

  private static final Pattern JUMP =
      Pattern.compile(
          "(?:ssh://)?(?:(?<user>[A-Za-z0-9_][A-Za-z0-9_.-]*)@)?"
              + "(?:\\[(?<v6>[0-9A-Fa-f:.%a-z]+)]|(?<host>[A-Za-z0-9_][A-Za-z0-9_.-]*))"
              + "(?::(?<port>[0-9]{1,5}))?/?");

  private final SshConfig config;
  private final SshSettings settings;
  private final Target target;

  Route(SshConfig config, SshSettings settings, Target target) {
    this.config = config;
    this.settings = settings;
    this.target = target;
  }

  /** A host of the way as it was written, before the configuration is asked about it. */
  private record Stop(Optional<String> user, String host, OptionalInt port) {}

  /** The logins in the order they are made; the target is the last. */
  List<Hop> hops() throws UnreachableException {
    List<Stop> stops = new ArrayList<>();
    for (String jump : target.jump()) {
      stops.add(stop(jump));
    }
    stops.add(new Stop(target.user(), target.address(), target.port()));
    if (target.jump().isEmpty()) {
      refuseProxyCommand(target.address());
    }
    prependConfigured(stops);
    List<Hop> hops = new ArrayList<>();
    for (int i = 0; i < stops.size(); i++) {
      hops.add(hop(stops.get(i), i == stops.size() - 1));
    }
    return hops;
  }

  /** The first host of the way may have a ProxyJump of its own in the configuration. */
  private void prependConfigured(List<Stop> stops) throws UnreachableException {
    boolean ownJumps = !target.jump().isEmpty() && stops.size() > 1;
    while (true) {
      String first = stops.get(0).host();
      if (ownJumps) {
        refuseProxyCommand(first);
      }
      Optional<String> jump =
          config.first(first, "ProxyJump").filter(value -> !"none".equalsIgnoreCase(value));
      if (jump.isEmpty()) {
        return;
      }
      List<Stop> before = new ArrayList<>();
      for (String one : Splitter.on(',').split(jump.get())) {
        before.add(stop(one.strip()));
      }
      if (before.get(before.size() - 1).host().equals(first)) {
        return; // a pattern that covers the jump host too: nobody jumps through himself
      }
      stops.addAll(0, before);
      if (stops.size() > LONGEST) {
        throw new UnreachableException(
            Problem.of("the ProxyJump lines lead to " + target.address() + " over too many hosts")
                .withRemedy("look in ~/.ssh/config for hosts that jump through each other"));
      }
      ownJumps = true;
    }
  }

  private void refuseProxyCommand(String host) throws UnreachableException {
    Optional<String> command =
        config.first(host, "ProxyCommand").filter(value -> !"none".equalsIgnoreCase(value));
    boolean jumps = config.first(host, "ProxyJump").isPresent();
    if (command.isPresent() && !jumps) {
      throw new UnreachableException(
          Problem.of("~/.ssh/config reaches " + host + " by a ProxyCommand, which is never run")
              .withRemedy("write a ProxyJump line instead"));
    }
  }

  private static Stop stop(String jump) throws UnreachableException {
    Matcher matcher = JUMP.matcher(jump);
    if (!matcher.matches()) {
      throw new UnreachableException(
          Problem.of("not a host to jump through: " + jump)
              .withRemedy("write [user@]host[:port], several separated by commas"));
    }
    OptionalInt port =
        Optional.ofNullable(matcher.group("port"))
            .map(digits -> OptionalInt.of(Integer.parseInt(digits)))
            .orElseGet(OptionalInt::empty);
    String host = Optional.ofNullable(matcher.group("v6")).orElseGet(() -> matcher.group("host"));
    return new Stop(Optional.ofNullable(matcher.group("user")), host, port);
  }

  private Hop hop(Stop stop, boolean last) throws UnreachableException {
    String name = stop.host();
    String address = config.first(name, "HostName").map(to -> to.replace("%h", name)).orElse(name);
    int port = stop.port().isPresent() ? stop.port().getAsInt() : configuredPort(name);
    String user = stop.user().or(() -> config.first(name, "User")).orElse(settings.user());
    String keyName =
        config
            .first(name, "HostKeyAlias")
            .map(alias -> KnownHosts.nameOf(alias, 22))
            .orElseGet(() -> KnownHosts.nameOf(address, port));
    // A jump host gets the key that was named for the target, but never the target's password.
    Optional<Secret> password = last ? target.password() : Optional.empty();
    return new Hop(
        address,
        port,
        user,
        keyName,
        new KnownHosts(knownHosts(name)),
        target.hostKeys(),
        target.privateKey(),
        identities(name),
        target.onlyNamedKeys() || config.isYes(name, "IdentitiesOnly"),
        config.first(name, "IdentityAgent").filter("none"::equalsIgnoreCase).isEmpty(),
        target.passphrase(),
        password);
  }

  private int configuredPort(String name) throws UnreachableException {
    String text = config.first(name, "Port").orElse("22");
    if (!text.matches("[0-9]{1,5}")) {
      throw new UnreachableException(
          Problem.of("~/.ssh/config gives " + name + " the port " + text)
              .withRemedy("write a number from 1 to 65535"));
    }
    return Integer.parseInt(text);
  }

  private List<Path> identities(String name) {
    return config.values(name, "IdentityFile").stream()
        .map(words -> String.join(" ", words))
        .filter(path -> !"none".equalsIgnoreCase(path))
        .map(path -> Path.of(config.expand(path)))
        .toList();
  }

  private List<Path> knownHosts(String name) {
    if (!target.knownHosts().isEmpty()) {
      return target.knownHosts();
    }
    List<Path> files = new ArrayList<>();
    files.addAll(paths(name, "UserKnownHostsFile", settings.dotSsh("known_hosts").toString()));
    files.addAll(paths(name, "GlobalKnownHostsFile", "/etc/ssh/ssh_known_hosts"));
    return files;
  }

  private List<Path> paths(String name, String keyword, String fallback) {
    return config.values(name, keyword).stream().findFirst().orElse(List.of(fallback)).stream()
        .map(path -> Path.of(config.expand(path)))
        .toList();
  }
}
