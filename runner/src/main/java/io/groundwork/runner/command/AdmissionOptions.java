package io.groundwork.runner.command;

import io.groundwork.inventory.Inventory;
import io.groundwork.requirements.Admission;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Whether hosts have to meet the requirements before they are changed. */
final class AdmissionOptions {

  @Option(
      names = "--skip-check",
      description =
          "Change also hosts that do not meet what they must; the journal keeps that it was said."
              + " Without it they are left as they are, and shown with what is missing.")
  private boolean skip;

  @Option(
      names = "--requirements",
      paramLabel = "FILE",
      description = "Judge by other requirements than Altcraft's.")
  private Path requirements;

  /** Empty where nothing is to be checked. */
  Optional<Admission> admission(Inventory inventory) {
    // Without groups no host has a role.
    boolean nothing = inventory.hosts().stream().allMatch(host -> host.groups().isEmpty());
    return skip || nothing
        ? Optional.empty()
        : Optional.of(
            Admission.of(inventory, Requirements.load(Optional.ofNullable(requirements))));
  }
}
