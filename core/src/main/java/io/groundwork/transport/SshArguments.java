package io.groundwork.transport;

import com.google.common.base.Splitter;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import io.groundwork.text.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Understands the few arguments of {@code ssh} that say something a library client can follow, out
 * of {@code ansible_ssh_common_args} and its like. Every other one is refused, with what to write
 * instead: an option that is silently ignored would be worse.
 */
final class SshArguments {

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|'([^']*)'|([^\\s\"']+)");

  /** What to do about options that are often found but mean nothing here. */
  private static final Map<String, String> INSTEAD =
      Map.of(
          "proxycommand", "write -o ProxyJump=HOST: no command is ever run on this machine",
          "controlmaster", "leave it out: one connection per host stays open for the whole run",
          "controlpersist", "leave it out: one connection per host stays open for the whole run",
          "controlpath", "leave it out: one connection per host stays open for the whole run",
          "serveraliveinterval", "leave it out: a dead host is noticed within 30 s anyway",
          "serveralivecountmax", "leave it out: a dead host is noticed within 30 s anyway",
          "preferredauthentications", "leave it out: keys are tried first, then the password",
          "identityfile", "write -i FILE or set ansible_ssh_private_key_file",
          "user", "set ansible_user",
          "port", "set ansible_port");

  Optional<Path> privateKey = Optional.empty();
  OptionalInt port = OptionalInt.empty();
  Optional<Boolean> onlyNamedKeys = Optional.empty();
  Optional<Target.HostKeys> hostKeys = Optional.empty();
  Optional<Duration> timeout = Optional.empty();
  final List<String> jump = new ArrayList<>();
  final List<Path> userKnownHosts = new ArrayList<>();
  final List<Path> globalKnownHosts = new ArrayList<>();

  /** Takes in the arguments of one variable. A later one counts before an earlier one. */
  void add(ConnectionVars.Value variable) {
    Deque<String> words = words(variable.text());
    while (!words.isEmpty()) {
      String word = words.poll();
      if (word.length() < 2 || word.charAt(0) != '-') {
        throw refused(variable, word, "only options may stand here");
      }
      String flag = word.substring(0, 2);
      if (!"-o-J-p-i".contains(flag)) {
        throw refused(variable, word, "only -o, -J, -p and -i are understood");
      }
      String value = word.length() > 2 ? word.substring(2) : words.poll();
      if (value == null) {
        throw refused(variable, word, "it needs a value");
      }
      take(variable, flag, value);
    }
  }

  private void take(ConnectionVars.Value variable, String flag, String value) {
    switch (flag) {
      case "-J" -> jump(value);
      case "-p" -> port = OptionalInt.of(number(variable, value, 65535));
      case "-i" -> privateKey = Optional.of(ConnectionVars.expand(value));
      default -> option(variable, value);
    }
  }

  private void option(ConnectionVars.Value variable, String text) {
    Matcher matcher = Pattern.compile("(\\w+)\\s*[=\\s]\\s*(.*)").matcher(text);
    if (!matcher.matches()) {
      throw refused(variable, "-o " + text, "write -o Name=value");
    }
    String value = matcher.group(2).strip();
    switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
      case "userknownhostsfile" -> files(value, userKnownHosts);
      case "globalknownhostsfile" -> files(value, globalKnownHosts);
      case "stricthostkeychecking" -> hostKeys = Optional.of(policy(variable, value));
      case "identitiesonly" -> onlyNamedKeys = Optional.of(yes(variable, text, value));
      case "proxyjump" -> jump(value);
      case "connecttimeout" ->
          timeout = Optional.of(Duration.ofSeconds(number(variable, value, 86_400)));
      default ->
          throw refused(
              variable,
              "-o " + text,
              INSTEAD.getOrDefault(
                  matcher.group(1).toLowerCase(Locale.ROOT),
                  "leave it out, or write it into ~/.ssh/config if it is needed by ssh itself"));
    }
  }

  private void jump(String value) {
    jump.clear();
    if (!"none".equalsIgnoreCase(value)) {
      Splitter.on(',').trimResults().split(value).forEach(jump::add);
    }
  }

  private static void files(String value, List<Path> files) {
    files.clear();
    Splitter.on(' ')
        .omitEmptyStrings()
        .split(value)
        .forEach(file -> files.add(ConnectionVars.expand(file)));
  }

  private static Target.HostKeys policy(ConnectionVars.Value variable, String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "yes", "ask" -> Target.HostKeys.STRICT;
      case "accept-new" -> Target.HostKeys.ACCEPT_NEW;
      default ->
          throw refused(
              variable,
              "-o StrictHostKeyChecking=" + value,
              "write accept-new: it takes the key of a new host, but never a changed one, behind"
                  + " which somebody may read along");
    };
  }

  private static boolean yes(ConnectionVars.Value variable, String option, String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "yes", "true" -> true;
      case "no", "false" -> false;
      default -> throw refused(variable, "-o " + option, "write yes or no");
    };
  }

  private static int number(ConnectionVars.Value variable, String text, int most) {
    return new ConnectionVars.Value("a number in " + variable.name(), text, variable.where())
        .number(1, most);
  }

  private static Deque<String> words(String text) {
    Deque<String> words = new ArrayDeque<>();
    StringBuilder word = new StringBuilder();
    int end = 0;
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      if (matcher.start() > end && word.length() > 0) {
        words.add(word.toString());
        word.setLength(0);
      }
      for (int group = 1; group <= 3; group++) {
        Optional.ofNullable(matcher.group(group)).ifPresent(word::append);
      }
      end = matcher.end();
    }
    if (word.length() > 0) {
      words.add(word.toString());
    }
    return words;
  }

  private static LoadException refused(
      ConnectionVars.Value variable, String argument, String instead) {
    Position where = variable.where();
    return new LoadException(
        Problem.at(where, variable.name() + " has the argument " + argument + ", which is not used")
            .withRemedy(instead));
  }
}
