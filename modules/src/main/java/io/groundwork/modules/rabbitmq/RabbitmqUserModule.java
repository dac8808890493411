package io.groundwork.modules.rabbitmq;

import io.groundwork.module.Module;
import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import io.groundwork.module.Plan;
import io.groundwork.module.Probe;
import io.groundwork.module.Spec;
import java.util.List;
import java.util.Optional;

/** {@code rabbitmq_user}: a user of a broker, and what it may do in one virtual host. */
public final class RabbitmqUserModule implements Module<WantedUser, Broker> {

  private static final String STATE = "state";

  private static final Spec SPEC =
      Spec.of(
              "rabbitmq_user",
              "Makes, changes and removes a user of the host's RabbitMQ broker",
              Parameter.of("user", Parameter.Type.STRING, "The user.")
                  .mandatory()
                  .alias("username", "name"),
              Parameter.of(
                  "password",
                  Parameter.Type.SECRET,
                  "Its password. What RabbitMQ keeps in its place, a salted hash, is made here: the"
                      + " host never sees the password itself. Not given: as it is; a new user has"
                      + " none and cannot log in with one."),
              Parameter.of(
                  "tags",
                  Parameter.Type.LIST,
                  "Tags such as administrator or monitoring. Not given: as they are."),
              Parameter.of(
                      "vhost", Parameter.Type.STRING, "The virtual host that the rights are for.")
                  .fallback("/"),
              priv("configure_priv", "declare and delete"),
              priv("write_priv", "publish to and bind"),
              priv("read_priv", "consume and get from"),
              Parameter.of(STATE, Parameter.Type.STRING, "Whether the user is to be there.")
                  .fallback("present")
                  .choices("present", "absent"))
          .refusing("permissions", "one task with vhost for each virtual host")
          .refusing("force", "a user that differs is changed; absent and present make it anew")
          .refusing("update_password", "the password is compared and set where it differs")
          .refusing("node", "the host's own node is meant")
          .example(
              """
              - name: The platform may use its queues
                rabbitmq_user:
                  user: altcraft
                  password: ${platform_password}
                  vhost: altcraft
                  configure_priv: .*
                  write_priv: .*
                  read_priv: .*
              """);

  private static Parameter priv(String name, String verbs) {
    return Parameter.of(
            name,
            Parameter.Type.STRING,
            "Regular expression of the names that it may " + verbs + "; ^$ for none.")
        .fallback("^$");
  }

  @Override
  public Spec spec() {
    return SPEC;
  }

  @Override
  public WantedUser wanted(Params params) {
    Optional<List<String>> tags =
        params.has("tags") ? Optional.of(params.strings("tags")) : Optional.empty();
    if (tags.isPresent() && !tags.get().stream().allMatch(tag -> tag.matches("[a-z_]{1,50}"))) {
      throw params.problem("tags", "takes words such as administrator");
    }
    if (params.secret("password").filter(one -> one.reveal().isEmpty()).isPresent()) {
      throw params.problem("password", "is empty");
    }
    return new WantedUser(
        RabbitmqVhostModule.name(params, "user"),
        params.string(STATE).equals("present"),
        params.secret("password"),
        tags,
        new WantedUser.Rights(
            RabbitmqVhostModule.name(params, "vhost"),
            params.string("configure_priv"),
            params.string("write_priv"),
            params.string("read_priv")));
  }

  @Override
  public Probe<Broker> probe(WantedUser wanted) {
    return Broker.probe(wanted.resource(), RabbitmqVhostModule.resource(wanted.rights().vhost()));
  }

  @Override
  public Plan plan(WantedUser wanted, Broker is) {
    return wanted.plan(is);
  }
}
