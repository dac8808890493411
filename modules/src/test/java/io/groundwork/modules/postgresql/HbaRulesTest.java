package io.groundwork.modules.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HbaRulesTest {

  private static Map<String, Object> rule(Object... pairs) {
    Map<String, Object> rule = new java.util.LinkedHashMap<>();
    for (int i = 0; i < pairs.length; i += 2) {
      rule.put((String) pairs[i], pairs[i + 1]);
    }
    return rule;
  }

  private static Map<String, Object> host(Object address) {
    return rule(
        "type",
        "host",
        "databases",
        "shop",
        "users",
        "shop",
        "address",
        address,
        "method",
        "scram-sha-256");
  }

  private static List<String> lines(Object... rules) {
    return HbaRules.render(List.of(rules)).lines().filter(l -> !l.startsWith("#")).toList();
  }

  @Test
  void writesTheWholeFileInColumns() {
    Map<String, Object> local =
        rule("type", "local", "databases", "all", "users", "postgres", "method", "peer");
    assertThat(HbaRules.render(List.of(local, host(List.of("192.0.2.21", "2001:db8::1")))))
        .isEqualTo(
            """
            # Managed by Groundwork: what is changed here by hand is undone by the next run.
            # The first line that fits a login decides; where none does, it is refused.
            # TYPE     DATABASE        USER            ADDRESS                 METHOD
            local      all             postgres                                peer
            host       shop            shop            192.0.2.21/32           scram-sha-256
            host       shop            shop            2001:db8::1/128         scram-sha-256
            """);
  }

  @Test
  void writesALineOnceAndNoneForNoAddress() {
    assertThat(lines(host(List.of("192.0.2.1", "192.0.2.1/32")))).hasSize(1);
    assertThat(lines(host(List.of()))).isEmpty();
  }

  @Test
  void takesNetworksNamesAndAnsiblesWords() {
    assertThat(lines(host("192.0.2.0/24"), host("app.example"), host("all"))).hasSize(3);
    assertThat(
            lines(
                rule(
                    "contype",
                    "hostssl",
                    "databases",
                    List.of("a", "b"),
                    "users",
                    "all",
                    "source",
                    "samenet",
                    "method",
                    "cert",
                    "options",
                    "map=people")))
        .containsExactly(
            "hostssl    a,b             all             samenet                 cert map=people");
  }

  @Test
  void quotesNamesThatNeedIt() {
    assertThat(
            lines(
                rule(
                    "type",
                    "local",
                    "databases",
                    "a b",
                    "users",
                    List.of("x,y", "+g"),
                    "method",
                    "peer")))
        .containsExactly(
            "local      \"a b\"           \"x,y\",+g                                peer");
  }

  static Stream<Arguments> refusals() {
    return Stream.of(
        Arguments.of(rule("databases", "all"), "rule 1 that has no type"),
        Arguments.of(
            rule("type", "hosts", "method", "reject"), "has the type \"hosts\"; did you mean"),
        Arguments.of(rule("type", "host", "method", "trust"), "has the method \"trust\"; it takes"),
        Arguments.of(rule("type", "host", "methods", "md5"), "has \"methods\"; did you mean"),
        Arguments.of(rule("type", "host", "method", "md5"), "has no databases; \"all\" is for any"),
        Arguments.of(
            rule("type", "host", "method", "md5", "databases", "a", "users", "b"),
            "has no address"),
        Arguments.of(
            rule("type", "local", "method", "peer", "databases", "a", "users", "b", "address", "c"),
            "is local and so has no address"),
        Arguments.of(host("192.0.2.1 trust"), "has the address \"192.0.2.1 trust\""),
        Arguments.of(host("192.0.2.1\nhost all"), "has the address"),
        Arguments.of(
            rule("type", "local", "method", "peer", "databases", "a\"", "users", "b"),
            "which cannot be written"),
        Arguments.of(
            rule(
                "type",
                "local",
                "method",
                "peer",
                "databases",
                "a",
                "users",
                "b",
                "options",
                "map=x\ny"),
            "has options other than"));
  }

  @ParameterizedTest(name = "{1}")
  @MethodSource("refusals")
  void refusesWhatWouldBeAnotherRule(Map<String, Object> rule, String message) {
    assertThatThrownBy(() -> HbaRules.render(List.of(rule)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }
}
