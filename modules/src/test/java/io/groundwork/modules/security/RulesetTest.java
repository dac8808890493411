package io.groundwork.modules.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesetTest {

  private static Ruleset with(String policy, String rules) {
    return new Ruleset(
        "inet",
        "x",
        "table inet x {\n  chain input {\n    type filter hook input priority 0; policy "
            + policy
            + ";\n    "
            + rules
            + "\n  }\n}\n");
  }

  @ParameterizedTest(name = "{0}: {1} locks out: {2}")
  @CsvSource(
      delimiter = '|',
      value = {
        "drop   | tcp dport 22 accept                          | false",
        "drop   | tcp dport ssh accept                         | false",
        "drop   | tcp dport { 80, 22 } accept                  | false",
        "drop   | tcp dport 20-25 accept                       | false",
        "drop   | tcp dport @allowed accept                    | false",
        "drop   | ip saddr 198.18.0.1 accept                   | false",
        "drop   | accept                                       | false",
        "drop   | jump others                                  | false",
        "accept | tcp dport 80 accept                          | false",
        "drop   | tcp dport 80 accept                          | true",
        "drop   | tcp dport 2222 accept                        | true",
        "drop   | ct state established,related accept          | true",
        "drop   | iif lo accept                                | true",
        "drop   | tcp dport 22 drop                            | true",
        "drop   | # tcp dport 22 accept                        | true",
        "drop   | udp dport 53 accept; ct state new drop       | true",
      })
  void itTellsWhetherALoginGetsThrough(String policy, String rules, boolean locked) {
    assertThat(with(policy, rules).locksOut("22")).isEqualTo(locked);
  }

  @Test
  void theFileTakesThePlaceOfTheTableInOneStep() {
    assertThat(with("accept", "").file())
        .startsWith("table inet x\ndelete table inet x\ntable inet x {\n")
        .endsWith("}\n");
  }

  @Test
  void definitionsMayStandInFront() {
    assertThat(new Ruleset("ip", "x", "define a = { 1.2.3.4,\n 1.2.3.5 }\ntable ip x { }").text())
        .startsWith("define");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "flush ruleset; table inet x { }       | flush ruleset",
        "table inet y { }                      | table inet y {",
        "table ip x { }                        | table ip x {",
        "include \"/etc/x\"                    | include",
        "table inet x { } table inet y { }     | table inet y {",
        "table inet x {                        | braces that do not match",
        "define a = 1                          | no such table",
      })
  void nothingButTheTableIsTaken(String text, String stranger) {
    assertThatThrownBy(() -> new Ruleset("inet", "x", text)).hasMessageContaining(stranger);
  }
}
