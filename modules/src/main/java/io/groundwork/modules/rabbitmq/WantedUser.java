package io.groundwork.modules.rabbitmq;

import io.groundwork.module.Change;
import io.groundwork.module.Diff;
import io.groundwork.module.Need;
import io.groundwork.module.Plan;
import io.groundwork.module.Resource;
import io.groundwork.text.Json;
import io.groundwork.text.Secret;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A user as a task wants it.
 *
 * @param present whether it is to be there at all
 * @param password empty to leave it as it is
 * @param tags empty to leave them as they are
 */
public record WantedUser(
    String name,
    boolean present,
    Optional<Secret> password,
    Optional<List<String>> tags,
    Rights rights) {

  private static final String NONE = "^$";

  /** What it may do in a virtual host: regular expressions of names. */
  public record Rights(String vhost, String configure, String write, String read) {

    private boolean none() {
      return configure.equals(NONE) && write.equals(NONE) && read.equals(NONE);
    }

    private String shown() {
      return "configure " + configure + ", write " + write + ", read " + read;
    }
  }

  public WantedUser {
    Objects.requireNonNull(name, "name");
    Objects.requireNonNull(password, "password");
    tags = tags.map(List::copyOf);
    Objects.requireNonNull(rights, "rights");
  }

  Resource resource() {
    return new Resource(Resource.Kind.USER, "rabbitmq:" + name);
  }

  Plan plan(Broker is) {
    Optional<Map<?, ?>> user = is.find("users", Map.of("name", name));
    if (!present) {
      if (user.isEmpty() && is.reach() != Broker.Reach.DOWN) {
        return Plan.holds("there is no user " + name);
      }
      return is.needed(
          Plan.of(
              Change.modifies(
                      "remove user " + name,
                      Broker.control("delete_user", name),
                      Diff.value("user", name, "absent"))
                  .altering(resource())));
    }
    List<Diff> diffs = new ArrayList<>();
    Map<String, Object> definitions = new LinkedHashMap<>();
    user(user, diffs).ifPresent(one -> definitions.put("users", List.of(one)));
    rights(is, diffs).ifPresent(one -> definitions.put("permissions", List.of(one)));
    if (diffs.isEmpty() && is.isUp()) {
      return Plan.holds("user " + name + " is as wanted");
    }
    Change change =
        Change.modifies(
                (user.isEmpty() ? "make user " : "change user ") + name,
                Broker.importing(Secret.of(json(definitions))),
                diffs.isEmpty() ? List.of(Diff.value("user", "", name)) : diffs)
            .altering(resource());
    Plan plan = is.needed(Plan.of(change));
    return !is.isUp() || is.find("vhosts", Map.of("name", rights.vhost())).isPresent()
        ? plan
        : plan.needing(
            List.of(
                new Need(
                    RabbitmqVhostModule.resource(rights.vhost()),
                    "there is no virtual host "
                        + rights.vhost()
                        + "; make it with rabbitmq_vhost before")));
  }

  /** The user as it is to be imported; empty when it is right. */
  private Optional<Map<String, Object>> user(Optional<Map<?, ?>> is, List<Diff> diffs) {
    int before = diffs.size();
    if (is.isEmpty()) {
      diffs.add(Diff.value("user", "absent", name));
    }
    String known = is.map(one -> text(one.get("password_hash"))).orElse("");
    String algorithm =
        is.map(one -> text(one.get("hashing_algorithm"))).orElse(PasswordHash.ALGORITHM);
    String hash = known;
    if (password.isPresent()
        && !(algorithm.equals(PasswordHash.ALGORITHM)
            && PasswordHash.matches(known, password.get()))) {
      hash = PasswordHash.of(password.get(), PasswordHash.salt()).reveal();
      algorithm = PasswordHash.ALGORITHM;
      diffs.add(
          Diff.value("password", known.isEmpty() ? "none" : Secret.MASK, "new " + Secret.MASK));
    }
    TreeSet<String> has = new TreeSet<>(is.map(WantedUser::tagsOf).orElse(List.of()));
    TreeSet<String> wants = new TreeSet<>(tags.orElse(List.copyOf(has)));
    if (!has.equals(wants)) {
      diffs.add(Diff.value("tags", String.join(" ", has), String.join(" ", wants)));
    }
    if (diffs.size() == before) {
      return Optional.empty();
    }
    Map<String, Object> user = new LinkedHashMap<>();
    user.put("name", name);
    user.put("password_hash", hash);
    user.put("hashing_algorithm", algorithm);
    user.put("tags", List.copyOf(wants));
    return Optional.of(user);
  }

  private Optional<Map<String, Object>> rights(Broker is, List<Diff> diffs) {
    Optional<Map<?, ?>> has = is.find("permissions", Map.of("user", name, "vhost", rights.vhost()));
    Rights known =
        has.map(
                one ->
                    new Rights(
                        rights.vhost(),
                        text(one.get("configure")),
                        text(one.get("write")),
                        text(one.get("read"))))
            .orElse(new Rights(rights.vhost(), NONE, NONE, NONE));
    if (known.equals(rights) && (has.isPresent() || rights.none())) {
      return Optional.empty();
    }
    diffs.add(Diff.value("rights in " + rights.vhost(), known.shown(), rights.shown()));
    return Optional.of(
        Map.of(
            "user", name,
            "vhost", rights.vhost(),
            "configure", rights.configure(),
            "write", rights.write(),
            "read", rights.read()));
  }

  /** A list since 3.8, a text with commas before. */
  private static List<String> tagsOf(Map<?, ?> user) {
    return user.get("tags") instanceof List<?> list
        ? list.stream().map(String::valueOf).toList()
        : List.of(text(user.get("tags")).split(",", -1)).stream()
            .filter(t -> !t.isEmpty())
            .toList();
  }

  private static String text(Object value) {
    return value instanceof String text ? text : "";
  }

  private static String json(Map<String, Object> definitions) {
    return Json.line(definitions);
  }

  @Override
  public String toString() {
    return "user " + name;
  }
}
