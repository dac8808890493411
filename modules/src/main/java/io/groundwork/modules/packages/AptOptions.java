package io.groundwork.modules.packages;

import io.groundwork.module.Params;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How apt-get is to be called.
 *
 * @param words its options, as words without blanks and wildcards
 * @param dpkg dpkg's options, without the leading hyphens
 * @param purge whether configuration goes with a package
 * @param allowDowngrade whether an older version may replace a newer one
 * @param allowHeld whether packages on hold may be changed
 * @param onlyUpgrade whether what is absent stays so
 * @param policy what policy-rc.d answers while packages are installed
 * @param lockTimeout how many seconds to wait for another package manager
 */
record AptOptions(
    List<String> words,
    List<String> dpkg,
    boolean purge,
    boolean allowDowngrade,
    boolean allowHeld,
    boolean onlyUpgrade,
    OptionalLong policy,
    long lockTimeout) {

  private static final List<String> KEEP_CONFIGURATION = List.of("force-confdef", "force-confold");

  AptOptions {
    words = List.copyOf(words);
    dpkg = List.copyOf(dpkg);
    Objects.requireNonNull(policy, "policy");
  }

  static AptOptions plain() {
    return new AptOptions(
        List.of(), KEEP_CONFIGURATION, false, false, false, false, OptionalLong.empty(), 60);
  }

  /** The options of a task. */
  static AptOptions of(Params params) {
    boolean force = params.bool("force");
    List<String> words = new ArrayList<>();
    release(params).ifPresent(release -> words.addAll(List.of("-t", release)));
    params
        .optionalBool("install_recommends")
        .ifPresent(
            on -> words.addAll(List.of("-o", "APT::Install-Recommends=" + (on ? "yes" : "no"))));
    boolean downgrade = params.bool("allow_downgrade") || force;
    boolean held = params.bool("allow_change_held_packages") || force;
    add(words, downgrade, "--allow-downgrades");
    add(words, held, "--allow-change-held-packages");
    add(words, params.bool("allow_unauthenticated") || force, "--allow-unauthenticated");
    add(words, params.bool("only_upgrade"), "--only-upgrade");
    add(words, params.bool("fail_on_autoremove"), "--no-remove");
    add(words, params.bool("autoremove"), "--auto-remove");
    add(words, params.bool("purge"), "--purge");
    return new AptOptions(
        words,
        dpkg(params),
        params.bool("purge"),
        downgrade,
        held,
        params.bool("only_upgrade"),
        policy(params),
        params.integer("lock_timeout"));
  }

  private static void add(List<String> words, boolean on, String word) {
    if (on) {
      words.add(word);
    }
  }

  private static Optional<String> release(Params params) {
    Optional<String> release = params.optional("default_release");
    release
        .filter(text -> !text.matches("[A-Za-z0-9][A-Za-z0-9._~/=-]*"))
        .ifPresent(
            text -> {
              throw params.problem(
                  "default_release", "takes a release such as bookworm, not \"" + text + "\"");
            });
    return release;
  }

  private static List<String> dpkg(Params params) {
    List<String> options = params.strings("dpkg_options");
    for (String option : options) {
      if (!option.matches("[a-z][a-z-]*(=[A-Za-z0-9/._-]+)?")) {
        throw params.problem(
            "dpkg_options",
            "takes options of dpkg without the leading hyphens, such as force-confold, not \""
                + option
                + "\"");
      }
    }
    return options;
  }

  private static OptionalLong policy(Params params) {
    OptionalLong policy = params.optionalInteger("policy_rc_d");
    if (policy.isPresent() && (policy.getAsLong() < 0 || policy.getAsLong() > 255)) {
      throw params.problem("policy_rc_d", "takes an exit status, 0 to 255; 101 starts nothing");
    }
    return policy;
  }

  String line() {
    return String.join(" ", words);
  }

  /** The first values of every snippet that lets apt-get change something. */
  List<Object> values() {
    return List.of(
        String.valueOf(lockTimeout),
        line(),
        String.join(" ", dpkg),
        policy.isPresent() ? String.valueOf(policy.getAsLong()) : "");
  }
}
