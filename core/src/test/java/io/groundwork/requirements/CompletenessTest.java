package io.groundwork.requirements;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.base.CharMatcher;
import com.google.common.io.Resources;
import io.groundwork.requirements.check.Outbound;
import io.groundwork.requirements.check.Port;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nothing of the document is left out, and nothing is quoted that is not in it. */
class CompletenessTest {

  private static final Pattern NUMBER = Pattern.compile("\\b[0-9]{2,5}\\b");
  private static final String PORTS = "TCP/IP port access requirements";

  /** A row, footnote, port or list item of the document. */
  private record Statement(String section, String text) {}

  private static List<Statement> statements() throws IOException {
    return Resources.readLines(
            Resources.getResource(CompletenessTest.class, "statements.txt"), UTF_8)
        .stream()
        .map(line -> line.split("\t", 2))
        .map(parts -> new Statement(parts[0], parts[1]))
        .toList();
  }

  /** Of requirements that the document has, and of what is for people. */
  private static List<String> quotes() {
    return Stream.concat(
            Answers.ALTCRAFT.rules().stream()
                .map(Rule::requirement)
                .filter(Requirement::documented)
                .flatMap(requirement -> requirement.quotes().stream()),
            Answers.ALTCRAFT.forPeople().stream().flatMap(one -> one.quotes().stream()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("statements")
  void each_statement_is_a_requirement_or_for_people(Statement statement) {
    String text = statement.text();
    List<String> within = quotes().stream().filter(text::contains).toList();
    assertThat(within).as("who refers to: %s", text).isNotEmpty();
    String rest = text;
    for (String quote : within.stream().sorted((a, b) -> b.length() - a.length()).toList()) {
      rest = rest.replace(quote, " ");
    }
    assertThat(CharMatcher.inRange('0', '9').retainFrom(rest))
        .as("figures of \"%s\" that nothing refers to: %s", text, rest)
        .isEmpty();
  }

  @Test
  void each_quote_is_in_the_document() throws IOException {
    List<String> texts = statements().stream().map(Statement::text).toList();
    assertThat(quotes())
        .allSatisfy(quote -> assertThat(texts).as(quote).anyMatch(text -> text.contains(quote)));
  }

  @Test
  void each_port_of_the_document_is_in_the_tables() throws IOException {
    List<Integer> known = new ArrayList<>();
    Answers.ALTCRAFT.tables().ports().stream()
        .filter(Port::documented)
        .map(Port::number)
        .forEach(known::add);
    Answers.ALTCRAFT.tables().outbound().stream().map(Outbound::ports).forEach(known::addAll);
    List<Integer> written = new ArrayList<>();
    for (Statement statement : statements()) {
      Matcher number = NUMBER.matcher(statement.section().equals(PORTS) ? statement.text() : "");
      while (number.find()) {
        written.add(Integer.valueOf(number.group()));
      }
    }
    assertThat(written).hasSizeGreaterThan(12);
    assertThat(known).containsAll(written);
    assertThat(written).containsAll(known);
  }

  @Test
  void browsers_and_machines_of_the_document_are_in_the_tables() throws IOException {
    List<String> texts = statements().stream().map(Statement::text).toList();
    assertThat(Answers.ALTCRAFT.tables().browsers())
        .hasSize(7)
        .allSatisfy(
            browser ->
                assertThat(texts)
                    .contains(browser.name() + ", version " + browser.from() + " and up"));
    assertThat(texts).containsAll(Answers.ALTCRAFT.tables().pcSystems());
  }

  @Test
  void what_is_for_people_says_why() {
    assertThat(Answers.ALTCRAFT.forPeople())
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.reason()).isNotBlank());
  }
}
