package io.groundwork.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class AdmissionTest {

  @Test
  void nothing_is_asked_that_takes_a_measurement_or_another_host() {
    List<String> asked = Admission.quick(Answers.ALTCRAFT).ids();
    assertThat(Answers.ALTCRAFT.ids())
        .contains("disk-iops", "disk-level", "host-throughput", "internet-throughput");
    assertThat(asked)
        .contains("memory", "cpu-cores")
        .doesNotContain("disk-iops", "disk-level", "host-throughput", "internet-throughput")
        .noneMatch(id -> id.endsWith("-reachable"));
  }
}
