package io.groundwork.modules.system;

import io.groundwork.module.Parameter;
import io.groundwork.module.Params;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An SSH key that a user is to have.
 *
 * @param file absolute, or from the home directory on
 * @param bits its length; empty for that which ssh-keygen takes
 * @param comment empty for one that names the host
 */
record SshKey(String file, String type, String bits, String comment) {

  SshKey {
    Objects.requireNonNull(file, "file");
    Objects.requireNonNull(type, "type");
    Objects.requireNonNull(bits, "bits");
    Objects.requireNonNull(comment, "comment");
  }

  static List<Parameter> parameters() {
    return List.of(
        Parameter.of(
                "generate_ssh_key",
                Parameter.Type.BOOLEAN,
                "Make an SSH key without a passphrase for them, unless there is one.")
            .fallback("false"),
        Parameter.of(
            "ssh_key_file",
            Parameter.Type.STRING,
            "Its file, from the home directory on; by default .ssh/id_TYPE."),
        Parameter.of("ssh_key_type", Parameter.Type.STRING, "Its type.")
            .fallback("rsa")
            .choices("rsa", "ed25519", "ecdsa"),
        Parameter.of("ssh_key_bits", Parameter.Type.INTEGER, "Its length in bits."),
        Parameter.of("ssh_key_comment", Parameter.Type.STRING, "Its comment."));
  }

  static Optional<SshKey> of(Params params) {
    for (String parameter : List.of("ssh_key_file", "ssh_key_bits", "ssh_key_comment")) {
      if (params.has(parameter) && !params.bool("generate_ssh_key")) {
        throw params.problem(parameter, "goes with generate_ssh_key: true");
      }
      if (params.optional(parameter).filter(text -> text.matches("(?s)-.*|.*\n.*|")).isPresent()) {
        throw params.problem(parameter, "cannot be \"" + params.string(parameter) + "\"");
      }
    }
    if (!params.bool("generate_ssh_key")) {
      return Optional.empty();
    }
    String type = params.string("ssh_key_type");
    return Optional.of(
        new SshKey(
            params.optional("ssh_key_file").orElse(".ssh/id_" + type),
            type,
            params.optional("ssh_key_bits").orElse(""),
            params.optional("ssh_key_comment").orElse("")));
  }
}
