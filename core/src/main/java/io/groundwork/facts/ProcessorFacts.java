package io.groundwork.facts;

import io.groundwork.module.Reading;
import java.util.List;
import java.util.Map;

/** Processors counted as Ansible counts them: cores are those of one package. */
final class ProcessorFacts {

  static final FactSource SOURCE =
      FactSource.of(
          "processor",
          List.of(
              "processor_count",
              "processor_cores",
              "processor_threads_per_core",
              "processor_vcpus",
              "processor_nproc"),
          ProcessorFacts::facts);

  private ProcessorFacts() {}

  private static Map<String, Object> facts(Reading reading) {
    Topology topology = Topology.parse(reading);
    int sockets = topology.sockets();
    int cores = Math.max(1, topology.cores().orElse(sockets) / sockets);
    int threads = Math.max(1, topology.threads() / (sockets * cores));
    return Map.of(
        "processor_count", (long) sockets,
        "processor_cores", (long) cores,
        "processor_threads_per_core", (long) threads,
        "processor_vcpus", (long) sockets * cores * threads,
        "processor_nproc", (long) topology.usable().orElse(topology.threads()));
  }
}
