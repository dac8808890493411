package io.groundwork.modules.system;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import io.groundwork.module.Execution;
import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Resource;
import io.groundwork.module.Snippet;
import io.groundwork.module.Spec;
import io.groundwork.text.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Users. */
public final class UserModule implements Module<UserRequest, UserState> {

  private static final Snippet PROBE = Snippet.resource(UserModule.class, "user.probe.sh");

  private static final Spec SPEC =
      Spec.of(
              "user",
              "Creates, changes and removes users",
              Parameter.of("name", Parameter.Type.STRING, "The user.").mandatory().alias("user"),
              Parameter.of("uid", Parameter.Type.INTEGER, "Their number."),
              Parameter.of(
                  "group",
                  Parameter.Type.STRING,
                  "Their primary group. Without it a new user gets a group of their own name,"
                      + " which may be there already."),
              Parameter.of(
                  "groups",
                  Parameter.Type.LIST,
                  "Their other groups; an empty list takes them out of all."),
              Parameter.of(
                      "append", Parameter.Type.BOOLEAN, "Leave them in groups that are not named.")
                  .fallback("false"),
              Parameter.of("home", Parameter.Type.PATH, "Their home directory."),
              Parameter.of(
                      "create_home",
                      Parameter.Type.BOOLEAN,
                      "Create the home directory if it is not there.")
                  .fallback("true")
                  .alias("createhome"),
              Parameter.of("shell", Parameter.Type.PATH, "Their login shell."),
              Parameter.of("comment", Parameter.Type.STRING, "Their full name or what they do."),
              Parameter.of(
                      "system",
                      Parameter.Type.BOOLEAN,
                      "Take the number from those for the system, when they are created.")
                  .fallback("false"),
              Parameter.of(
                  "password",
                  Parameter.Type.SECRET,
                  "The crypt hash of their password, such as mkpasswd prints; \"*\" for none."),
              Parameter.of(
                      "update_password",
                      Parameter.Type.STRING,
                      "Whether the password of a user who is there is changed.")
                  .fallback("always")
                  .choices("always", "on_create"),
              Parameter.of(
                  "password_lock",
                  Parameter.Type.BOOLEAN,
                  "Whether their password is to be of no use."),
              Parameter.of(
                  "expires",
                  Parameter.Type.INTEGER,
                  "When their account ends, in seconds since 1970; -1: never."),
              Parameter.of(
                  "password_expire_min",
                  Parameter.Type.INTEGER,
                  "Days before their password may be changed again."),
              Parameter.of(
                  "password_expire_max",
                  Parameter.Type.INTEGER,
                  "Days after which their password has to be changed."),
              Parameter.of(
                      "non_unique", Parameter.Type.BOOLEAN, "With uid: another may have it too.")
                  .fallback("false"),
              Parameter.of(
                      "move_home",
                      Parameter.Type.BOOLEAN,
                      "With home: what is in the old home directory moves along.")
                  .fallback("false"),
              Parameter.of(
                  "skeleton",
                  Parameter.Type.PATH,
                  "Directory on the host that a new home directory is a copy of, in place of"
                      + " /etc/skel."),
              Parameter.of(
                  "umask",
                  Parameter.Type.STRING,
                  "What the mode of a new home directory lacks, as \"077\"; by default as the"
                      + " host's login.defs says."),
              Parameter.of("state", Parameter.Type.STRING, "Whether they are to be there.")
                  .fallback("present")
                  .choices("present", "absent"),
              Parameter.of(
                      "remove",
                      Parameter.Type.BOOLEAN,
                      "With state absent: remove the home directory and mail too.")
                  .fallback("false"),
              Parameter.of(
                      "force",
                      Parameter.Type.BOOLEAN,
                      "With state absent: also if they are logged in.")
                  .fallback("false"))
          .and(SshKey.parameters())
          .refusing(
              "seuser",
              "map the user on the host with command: semanage login -a -s SEUSER NAME, and unless:"
                  + " semanage login -l | grep -q \"^NAME \"")
          .refusing("local", "leave it out: users are always those of the host's own /etc/passwd")
          .refusing(
              "ssh_key_passphrase",
              "leave it out: a key made here has none; bring one with a passphrase by copy")
          .refusing("login_class", "leave it out: only BSD has login classes")
          .refusing("hidden", "leave it out: only macOS hides users")
          .refusing("profile", "leave it out: only Solaris has profiles of users")
          .refusing("authorization", "leave it out: only Solaris has authorizations of users")
          .refusing("role", "leave it out: only Solaris has roles of users")
          .refusing(
              "password_expire_warn",
              "run command: chage -W DAYS NAME, with unless: on what chage -l NAME says")
          .refusing(
              "password_expire_account_disable",
              "run command: chage -I DAYS NAME, with unless: on what chage -l NAME says")
          .refusing("uid_min", "give uid, or set UID_MIN in /etc/login.defs with lineinfile before")
          .refusing("uid_max", "give uid, or set UID_MAX in /etc/login.defs with lineinfile before")
          .result("name", "the user")
          .result("uid", "their number")
          .result("group", "the number of their primary group")
          .result("home", "their home directory")
          .result("shell", "their login shell")
          .result("comment", "their full name")
          .result("ssh_key_file", "the file of their SSH key, if one was asked for")
          .result("ssh_public_key", "that key, if it is there")
          .result("ssh_fingerprint", "its fingerprint, as ssh-keygen shows it")
          .example(
              """
              - name: User of the platform
                user:
                  name: akd
                  group: akd
                  home: /opt/akd
                  shell: /usr/sbin/nologin
                  system: true
              """);

  private final String etc;

  public UserModule() {
    this("/etc");
  }

  /**
   * @param etc directory of the files {@code passwd}, {@code group} and {@code shadow}
   */
  UserModule(String etc) {
    this.etc = etc;
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public UserRequest wanted(Params params) {
    List<String> groups =
        params.strings("groups").stream()
            .map(group -> AccountName.of(params, "groups", group))
            .toList();
    params.optional("group").ifPresent(group -> AccountName.of(params, "group", group));
    params.secret("password").ifPresent(password -> requireHash(params, password));
    if (params.optional("umask").filter(text -> !text.matches("0?[0-7]{3}")).isPresent()) {
      throw params.problem("umask", "takes three octal digits, such as \"027\"");
    }
    if (params.bool("non_unique") && !params.has("uid")) {
      throw params.problem("non_unique", "goes with uid only");
    }
    for (String field : List.of("comment", "home", "shell")) {
      if (params.optional(field).filter(text -> text.matches("(?s).*[:\n].*")).isPresent()) {
        throw params.problem(field, "cannot hold a colon or a line break");
      }
    }
    return new UserRequest(
        AccountName.of(params, "name", params.string("name")),
        params.string("state").equals("present"),
        params.optionalInteger("uid"),
        params.optional("group"),
        params.has("groups") ? Optional.of(groups) : Optional.empty(),
        params.bool("append"),
        params.optional("home"),
        params.bool("create_home"),
        params.optional("shell"),
        params.optional("comment"),
        params.bool("system"),
        params.secret("password"),
        params.string("update_password").equals("on_create"),
        params.optionalBool("password_lock"),
        PasswordAge.of(params),
        params.bool("non_unique"),
        params.bool("move_home"),
        params.optional("skeleton"),
        params.optional("umask"),
        SshKey.of(params),
        params.bool("remove"),
        params.bool("force"));
  }

  private static void requireHash(Params params, Secret password) {
    if (!password.reveal().matches("!?(\\$[^:\\s]+|[*!]|[./A-Za-z0-9]{13})")) {
      throw params.problem(
          "password", "takes a crypt hash, as mkpasswd prints it, not the password itself");
    }
  }

  @Override
  public Probe<UserState> probe(UserRequest wanted) {
    Object[] values =
        ImmutableList.builder()
            .add(etc, wanted.name(), wanted.group().orElse(""), wanted.uidText())
            .add(wanted.home().orElse(""))
            .add(wanted.readsShadow() ? "yes" : "no")
            .add(wanted.password().orElse(Secret.of("")))
            .add(wanted.key().map(SshKey::file).orElse(""))
            .addAll(wanted.groups().orElse(List.of()))
            .build()
            .toArray();
    return Probe.of(PROBE.call(values), UserState::parse).reading(reads(wanted));
  }

  private static Resource[] reads(UserRequest wanted) {
    List<Resource> resources = new ArrayList<>();
    resources.add(Resource.user(wanted.name()));
    resources.add(Resource.group(wanted.name()));
    wanted.group().map(Resource::group).ifPresent(resources::add);
    wanted.groups().orElse(List.of()).stream().map(Resource::group).forEach(resources::add);
    return resources.toArray(Resource[]::new);
  }

  @Override
  public Plan plan(UserRequest wanted, UserState is) {
    return UserPlan.of(wanted, is);
  }

  @Override
  public Map<String, Object> result(UserRequest wanted, UserState is, List<Execution> executions) {
    ImmutableMap.Builder<String, Object> result = ImmutableMap.builder();
    result.put("name", wanted.name());
    is.account()
        .ifPresent(
            account -> {
              result.put("uid", Long.valueOf(account.uid()));
              result.put("group", Long.valueOf(account.gid()));
              result.put("home", account.home());
              result.put("shell", account.shell());
              result.put("comment", account.comment());
            });
    is.key()
        .ifPresent(
            key -> {
              result.put("ssh_key_file", key.file());
              result.put("ssh_public_key", key.text());
              result.put("ssh_fingerprint", key.fingerprint());
            });
    return result.buildOrThrow();
  }
}
