package io.groundwork.runner.command;

import io.groundwork.engine.Journal;
import io.groundwork.engine.Origin;
import io.groundwork.text.Secret;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a journal begins with, from where this process stands. */
final class JournalHeader {

  private JournalHeader() {}

  static Journal.Header of(Origin origin, List<String> args) {
    return new Journal.Header(
        System.getProperty("user.name") + "@" + machine(),
        Path.of("").toAbsolutePath().toString(),
        origin.version(),
        harmless(args),
        origin.playbook().toString(),
        origin.inventory(),
        origin.limit(),
        ProcessHandle.current().pid());
  }

  private static String machine() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException e) {
      return "localhost";
    }
  }

  /** The command line without the values of variables: any of them may be a secret. */
  static List<String> harmless(List<String> args) {
    List<String> shown = new ArrayList<>();
    shown.add("groundwork");
    boolean value = false;
    for (String arg : args) {
      if (value) {
        shown.add(masked(arg));
        value = false;
      } else if (arg.startsWith("--extra-vars=")) {
        shown.add("--extra-vars=" + masked(arg.substring("--extra-vars=".length())));
      } else if (arg.startsWith("-e") && arg.length() > 2) {
        shown.add("-e" + masked(arg.substring(2)));
      } else {
        shown.add(arg);
        value = arg.equals("-e") || arg.equals("--extra-vars");
      }
    }
    return shown;
  }

  private static String masked(String vars) {
    if (vars.startsWith("@")) {
      return vars;
    }
    int at = vars.indexOf('=');
    boolean pair = at > 0 && vars.substring(0, at).matches("\\w+");
    return pair ? vars.substring(0, at + 1) + Secret.MASK : Secret.MASK;
  }
}
