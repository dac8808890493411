package io.groundwork.requirements;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.groundwork.inventory.Inventory;
import io.groundwork.text.LoadException;
import io.groundwork.text.Position;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WaiversTest {

  private static final Position HERE = Position.of("--waive");

  @TempDir private Path folder;

  private Waivers waivers(String vars, String... said) throws IOException {
    Path file = folder.resolve("inventory.yml");
    Files.writeString(
        file, "all:\n  hosts:\n    host1:\n      requirement_waivers:" + vars + "\n    host2:\n");
    Inventory inventory = Inventory.load(List.of(file));
    List<Waiver> words = List.of(said).stream().map(text -> Waiver.parse(text, HERE)).toList();
    return Waivers.of(words, inventory, inventory.hosts(), Answers.ALTCRAFT);
  }

  private static Finding numa(String nodes) {
    return Answers.create().says("numa.sh", nodes).finding("numa", "postgresql");
  }

  private static final Finding TWO = numa("node 0 65787532\nnode 1 66060288");

  @Test
  void what_is_not_met_is_waived_with_the_reason_and_what_it_would_be() throws IOException {
    Finding waived = waivers(" {numa: bound to one}").applied(List.of(TWO)).get(0);
    assertThat(waived.outcome()).isEqualTo(Outcome.WAIVED);
    assertThat(waived.waived()).contains(new Finding.Waived(Outcome.WARN, "bound to one"));
  }

  @Test
  void the_command_line_counts_before_the_inventory() throws IOException {
    Finding waived = waivers(" {numa: old}", "host1:numa=new").applied(List.of(TWO)).get(0);
    assertThat(waived.waived().orElseThrow().reason()).isEqualTo("new");
  }

  @Test
  void what_is_met_or_unknown_or_of_another_host_stays() throws IOException {
    Waivers waivers = waivers(" {numa: bound to one}");
    List<Finding> others = List.of(numa("node 0 65787532"), numa("what"));
    assertThat(waivers.applied(others)).isEqualTo(others);
    assertThat(waivers(" {}", "host2:numa=there").applied(List.of(TWO))).containsExactly(TWO);
  }

  @Test
  void a_waiver_that_waives_nothing_is_told() throws IOException {
    Waivers waivers = waivers(" {numa: bound to one}");
    List<String> checked = Answers.ALTCRAFT.ids();
    assertThat(waivers.idle(waivers.applied(List.of(TWO)), checked)).isEmpty();
    assertThat(waivers.idle(List.of(numa("node 0 65787532")), checked))
        .singleElement()
        .satisfies(problem -> assertThat(problem.summary()).contains("\"numa\" waives nothing"));
    assertThat(waivers.idle(List.of(), List.of("memory"))).isEmpty();
  }

  @Test
  void unknown_names_and_missing_reasons_are_errors() {
    assertThatThrownBy(() -> waivers(" {nuna: why}"))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("there is no requirement \"nuna\"");
    assertThatThrownBy(() -> waivers(" {}", "host9:numa=why"))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("there is no host \"host9\"");
    assertThatThrownBy(() -> waivers(" {numa: }"))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("no reason");
    assertThatThrownBy(() -> waivers(" [numa]"))
        .isInstanceOf(LoadException.class)
        .hasMessageContaining("must be a mapping");
  }
}
