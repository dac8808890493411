package io.groundwork.modules.system;

import com.google.common.io.ByteSource;
import com.google.common.io.CharSource;
import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.modules.system.UserState.Account;
import io.groundwork.text.Problem;
import io.groundwork.text.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** From a user as it is to one as it is wanted. */
final class UserPlan {

  private static final Snippet CREATE = Snippet.resource(UserPlan.class, "user.create.sh");
  private static final Snippet MODIFY = Snippet.resource(UserPlan.class, "user.modify.sh");
  private static final Snippet PASSWORD = Snippet.resource(UserPlan.class, "user.password.sh");
  private static final Snippet AGE = Snippet.resource(UserPlan.class, "user.age.sh");
  private static final Snippet HOME = Snippet.resource(UserPlan.class, "user.home.sh");
  private static final Snippet KEY = Snippet.resource(UserPlan.class, "user.key.sh");
  private static final Snippet REMOVE = Snippet.resource(UserPlan.class, "user.remove.sh");

  private final UserRequest wanted;
  private final UserState is;

  private UserPlan(UserRequest wanted, UserState is) {
    this.wanted = wanted;
    this.is = is;
  }

  static Plan of(UserRequest wanted, UserState is) {
    return new UserPlan(wanted, is).plan();
  }

  private Plan plan() {
    String name = wanted.name();
    if (!wanted.present()) {
      return is.account().isPresent() ? removal() : Plan.holds("user " + name + " is absent");
    }
    boolean taken =
        !wanted.nonUnique()
            && is.uidOwner().isPresent()
            && is.account().filter(account -> account.uid().equals(wanted.uidText())).isEmpty();
    if (taken) {
      return Plan.impossible(
          Problem.of("uid " + wanted.uidText() + " is already that of user " + is.uidOwner().get())
              .withRemedy("give another uid, or non_unique: true"));
    }
    List<Change> changes =
        new ArrayList<>(is.account().map(this::modifications).orElseGet(this::creations));
    wanted.key().filter(key -> is.key().isEmpty()).map(this::key).ifPresent(changes::add);
    return Plan.of(
            changes.stream().map(change -> change.altering(resources())).toList(),
            "user " + name + " is there as wanted")
        .needing(
            is.missingGroups().stream()
                .map(
                    group ->
                        new Need(
                            Resource.group(group),
                            "there is no group "
                                + group
                                + "; create it with the group module before this task"))
                .toList());
  }

  private Resource[] resources() {
    List<Resource> resources = new ArrayList<>();
    resources.add(Resource.user(wanted.name()));
    if (is.account().isEmpty() && wanted.group().isEmpty()) {
      resources.add(Resource.group(wanted.name()));
    }
    wanted
        .home()
        .or(() -> is.account().map(Account::home))
        .or(() -> Optional.of("/home/" + wanted.name()))
        .filter(home -> wanted.createHome())
        .map(Resource::path)
        .ifPresent(resources::add);
    return resources.toArray(Resource[]::new);
  }

  private Plan removal() {
    return Plan.of(
        Change.modifies(
                "remove user " + wanted.name() + (wanted.remove() ? " and the home directory" : ""),
                REMOVE.call(
                    wanted.name(), wanted.remove() ? "yes" : "no", wanted.force() ? "yes" : "no"),
                Diff.value("user", wanted.name(), "absent"))
            .altering(resources()));
  }

  private Change key(SshKey key) {
    return Change.modifies(
        "make an SSH key for user " + wanted.name(),
        KEY.call(wanted.name(), key.file(), key.type(), key.bits(), key.comment()),
        Diff.value("ssh key " + key.file(), "absent", key.type()));
  }

  private List<Change> creations() {
    List<Change> changes = new ArrayList<>(List.of(creation()));
    PasswordAge unknown =
        new PasswordAge(OptionalLong.empty(), OptionalLong.empty(), OptionalLong.empty());
    days(unknown).ifPresent(changes::add);
    return changes;
  }

  /** The change of how long a password is good. */
  private Optional<Change> days(PasswordAge present) {
    List<Object> arguments = new ArrayList<>();
    List<Diff> diffs = wanted.age().daysDiffs(present, arguments);
    if (diffs.isEmpty()) {
      return Optional.empty();
    }
    arguments.add(wanted.name());
    return Optional.of(
        Change.modifies(
            "set how long the password of user " + wanted.name() + " is good",
            AGE.call(arguments.toArray()),
            diffs));
  }

  private Change creation() {
    List<Object> arguments = new ArrayList<>();
    arguments.add(wanted.password().isPresent() ? "yes" : "no");
    List<Diff> diffs = new ArrayList<>();
    diffs.add(Diff.value("user", "absent", wanted.name()));
    if (wanted.uid().isPresent()) {
      option(arguments, diffs, "-u", "uid", wanted.uidText());
      addIf(wanted.nonUnique(), arguments, "-o");
    }
    if (wanted.group().isPresent()) {
      option(arguments, diffs, "-g", "group", wanted.group().get());
    } else if (is.namesake()) {
      option(arguments, diffs, "-g", "group", wanted.name());
    }
    wanted
        .groups()
        .filter(groups -> !groups.isEmpty())
        .ifPresent(groups -> option(arguments, diffs, "-G", "groups", String.join(",", groups)));
    wanted.home().ifPresent(home -> option(arguments, diffs, "-d", "home", home));
    wanted.shell().ifPresent(shell -> option(arguments, diffs, "-s", "shell", shell));
    wanted.comment().ifPresent(comment -> option(arguments, diffs, "-c", "comment", comment));
    wanted
        .age()
        .lastDay()
        .filter(day -> !day.isEmpty())
        .ifPresent(day -> option(arguments, diffs, "-e", "expires", day));
    addIf(wanted.system(), arguments, "-r");
    arguments.add(wanted.createHome() ? "-m" : "-M");
    if (wanted.createHome()) {
      wanted.skeleton().ifPresent(skeleton -> arguments.addAll(List.of("-k", skeleton)));
      wanted.umask().ifPresent(umask -> arguments.addAll(List.of("-K", "UMASK=" + umask)));
    }
    arguments.add(wanted.name());
    Change change =
        Change.modifies("create user " + wanted.name(), CREATE.call(arguments.toArray()), diffs);
    return wanted.password().map(this::line).map(change::withPayload).orElse(change);
  }

  private static void addIf(boolean wanted, List<Object> arguments, String option) {
    if (wanted) {
      arguments.add(option);
    }
  }

  private static void option(
      List<Object> arguments, List<Diff> diffs, String flag, String attribute, String value) {
    arguments.add(flag);
    arguments.add(value);
    diffs.add(Diff.value(attribute, "", value));
  }

  private ByteSource line(Secret hash) {
    boolean lock = wanted.locked().orElse(false) && !hash.reveal().startsWith("!");
    return CharSource.wrap(wanted.name() + ":" + (lock ? "!" : "") + hash.reveal() + "\n")
        .asByteSource(StandardCharsets.UTF_8);
  }

  private List<Change> modifications(Account account) {
    List<Object> arguments = new ArrayList<>();
    List<Diff> diffs = new ArrayList<>();
    if (wanted.uid().isPresent()) {
      differing(arguments, diffs, "-u", "uid", account.uid(), wanted.uidText());
      addIf(wanted.nonUnique() && !arguments.isEmpty(), arguments, "-o");
    }
    wanted.group().ifPresent(group -> primaryGroup(arguments, diffs, account, group));
    wanted.groups().ifPresent(groups -> groups(arguments, diffs, account, groups));
    wanted
        .home()
        .ifPresent(home -> differing(arguments, diffs, "-d", "home", account.home(), home));
    addIf(wanted.moveHome() && arguments.contains("-d"), arguments, "-m");
    wanted
        .shell()
        .ifPresent(shell -> differing(arguments, diffs, "-s", "shell", account.shell(), shell));
    wanted
        .comment()
        .ifPresent(text -> differing(arguments, diffs, "-c", "comment", account.comment(), text));
    Optional<Diff> end = wanted.age().endDiff(account.age());
    end.ifPresent(
        diff -> {
          arguments.addAll(List.of("-e", wanted.age().lastDay().orElse("")));
          diffs.add(diff);
        });
    boolean newPassword = wanted.comparesPassword() && !account.samePassword();
    boolean lock = wanted.locked().orElse(account.locked());
    if (lock != account.locked() && !newPassword) {
      arguments.add(lock ? "-L" : "-U");
      diffs.add(
          Diff.value("password_lock", String.valueOf(account.locked()), String.valueOf(lock)));
    }
    List<Change> changes = new ArrayList<>();
    if (!arguments.isEmpty()) {
      arguments.add(wanted.name());
      changes.add(
          Change.modifies(
              "change user "
                  + wanted.name()
                  + ": "
                  + diffs.stream().map(Diff::subject).collect(Collectors.joining(", ")),
              MODIFY.call(arguments.toArray()),
              diffs));
    }
    if (newPassword) {
      changes.add(
          Change.modifies(
                  "set the password of user " + wanted.name(),
                  PASSWORD.call(),
                  Diff.value("password", "another", "as given"))
              .withPayload(line(wanted.password().orElseThrow())));
    }
    days(account.age()).ifPresent(changes::add);
    boolean moved = arguments.contains("-m");
    home(account).filter(change -> !moved).ifPresent(changes::add);
    return changes;
  }

  private void primaryGroup(
      List<Object> arguments, List<Diff> diffs, Account account, String group) {
    if (is.wantedGid().filter(account.gid()::equals).isPresent()) {
      return;
    }
    arguments.add("-g");
    arguments.add(group);
    diffs.add(Diff.value("group", account.group(), group));
  }

  private void groups(
      List<Object> arguments, List<Diff> diffs, Account account, List<String> groups) {
    TreeSet<String> present = new TreeSet<>(account.groups());
    TreeSet<String> after = new TreeSet<>(groups);
    after.remove(wanted.group().orElse(account.group()));
    if (wanted.append()) {
      after.addAll(present);
    }
    if (after.equals(present)) {
      return;
    }
    arguments.add("-G");
    arguments.add(String.join(",", after));
    diffs.add(Diff.value("groups", String.join(",", present), String.join(",", after)));
  }

  private Optional<Change> home(Account account) {
    String home = wanted.home().orElse(account.home());
    if (!wanted.createHome() || account.homeExists()) {
      return Optional.empty();
    }
    return Optional.of(
        Change.modifies(
            "create the home directory " + home,
            HOME.call(
                home,
                wanted.uid().isPresent() ? wanted.uidText() : account.uid(),
                is.wantedGid().orElse(account.gid()),
                wanted.skeleton().orElse("/etc/skel"),
                wanted.umask().orElse("")),
            Diff.value(home, "absent", "directory")));
  }

  private static void differing(
      List<Object> arguments,
      List<Diff> diffs,
      String flag,
      String attribute,
      String present,
      String after) {
    if (present.equals(after)) {
      return;
    }
    arguments.add(flag);
    arguments.add(after);
    diffs.add(Diff.value(attribute, present, after));
  }
}
