package io.groundwork.modules.system;

import io.groundwork.text.Secret;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A user as a task wants it; what is empty is left as it is.
 *
 * @param group the primary group: a name or a number
 * @param groups the other groups
 * @param append whether groups that are not named are left alone
 * @param system whether the number is one of those for the system, when the user is created
 * @param password a crypt hash
 * @param passwordOnCreate whether the password of a user who is there is left alone
 * @param locked whether the password is to be of no use
 * @param nonUnique whether another user may have the same number
 * @param moveHome whether what is in the home directory moves along to another one
 * @param skeleton what a new home directory begins with, in place of the host's own
 * @param umask what a new home directory's mode lacks
 * @param key an SSH key that they are to have
 * @param remove whether the home directory goes with the user
 * @param force whether they go even if they are logged in
 */
record UserRequest(
    String name,
    boolean present,
    OptionalLong uid,
    Optional<String> group,
    Optional<List<String>> groups,
    boolean append,
    Optional<String> home,
    boolean createHome,
    Optional<String> shell,
    Optional<String> comment,
    boolean system,
    Optional<Secret> password,
    boolean passwordOnCreate,
    Optional<Boolean> locked,
    PasswordAge age,
    boolean nonUnique,
    boolean moveHome,
    Optional<String> skeleton,
    Optional<String> umask,
    Optional<SshKey> key,
    boolean remove,
    boolean force) {

  UserRequest {
    Objects.requireNonNull(name, "name");
    groups = groups.map(List::copyOf);
    Objects.requireNonNull(password, "password");
  }

  String uidText() {
    return uid.isPresent() ? String.valueOf(uid.getAsLong()) : "";
  }

  /** Whether something is asked that only shadow tells. */
  boolean readsShadow() {
    return comparesPassword() || locked.isPresent() || age.isWanted();
  }

  /** Whether the password of a user who is there is to be compared. */
  boolean comparesPassword() {
    return password.isPresent() && !passwordOnCreate;
  }
}
