package io.groundwork.modules.system;

import com.google.common.base.Splitter;
import io.groundwork.module.Reading;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A user as it is.
 *
 * @param account what the host knows of it; empty when it is absent
 * @param namesake whether a group has the user's name; only told of an absent user
 * @param wantedGid the number of the wanted primary group
 * @param uidOwner another user who has the wanted number
 * @param missingGroups wanted groups that are not there
 * @param key the SSH key, if it was asked about and is there
 */
record UserState(
    Optional<Account> account,
    boolean namesake,
    Optional<String> wantedGid,
    Optional<String> uidOwner,
    List<String> missingGroups,
    Optional<Key> key) {

  /**
   * An SSH key that was asked about and is there.
   *
   * @param text the public key; empty if it cannot be read
   */
  record Key(String file, String text, String fingerprint) {}

  /**
   * A user who is there.
   *
   * @param group name of the primary group
   * @param groups names of the others
   * @param homeExists whether the home directory, the wanted one if one is, is there
   * @param samePassword whether it has the wanted one, if that was asked
   * @param locked whether its password is of no use, if that was asked
   * @param age likewise
   */
  record Account(
      String uid,
      String gid,
      String comment,
      String home,
      String shell,
      String group,
      List<String> groups,
      boolean homeExists,
      boolean samePassword,
      boolean locked,
      PasswordAge age) {}

  static UserState parse(Reading reading) {
    Fields fields = Fields.parse(reading);
    boolean absent = fields.has("absent");
    return new UserState(
        absent ? Optional.empty() : Optional.of(account(fields)),
        absent && fields.yes("namesake"),
        fields.optional("wanted"),
        fields.optional("owner"),
        fields.all("missing"),
        fields.has("key")
            ? Optional.of(
                new Key(fields.get("keyfile"), fields.get("public"), fields.get("fingerprint")))
            : Optional.empty());
  }

  private static Account account(Fields fields) {
    return new Account(
        fields.get("uid"),
        fields.get("gid"),
        fields.get("comment"),
        fields.get("home"),
        fields.get("shell"),
        fields.get("group"),
        Splitter.on(',').omitEmptyStrings().splitToList(fields.get("groups")),
        fields.yes("homedir"),
        fields.optional("password").filter("same"::equals).isPresent(),
        fields.optional("locked").filter("yes"::equals).isPresent(),
        new PasswordAge(days(fields, "end"), days(fields, "least"), days(fields, "most")));
  }

  private static OptionalLong days(Fields fields, String name) {
    return fields
        .optional(name)
        .filter(text -> !text.isEmpty())
        .map(text -> OptionalLong.of(Long.parseLong(text)))
        .orElse(OptionalLong.empty());
  }
}
