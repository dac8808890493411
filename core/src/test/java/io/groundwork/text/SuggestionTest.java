package io.groundwork.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

  private static final List<String> WORDS =
      List.of("hosts", "vars", "become", "become_user", "ansible_password", "name", "on", "db");

  @ParameterizedTest(name = "{0} may mean {1}")
  @CsvSource({
    "host, hosts",
    "hsots, hosts",
    "HOSTS, hosts",
    "var, vars",
    "bcome, become",
    "becomeuser, become_user",
    "ansible_pasword, ansible_password",
    "ansible_pass, ansible_password",
    "nmae, name",
    "dd, db",
  })
  void aWordThatIsNearIsSuggested(String word, String meant) {
    assertThat(Suggestion.closest(word, WORDS)).contains(meant);
    assertThat(Suggestion.didYouMean(word, WORDS)).contains("did you mean \"" + meant + "\"?");
  }

  @ParameterizedTest
  @CsvSource({"xyz", "x", "zz", "handlers", "''"})
  void aWordThatIsFarIsNot(String word) {
    assertThat(Suggestion.closest(word, WORDS)).isEmpty();
  }

  @Test
  void ofEquallyNearWordsTheFirstInTheAlphabetIsTaken() {
    assertThat(Suggestion.closest("db", List.of("dc", "da"))).contains("da");
  }
}
