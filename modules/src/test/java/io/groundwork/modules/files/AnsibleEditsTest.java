package io.groundwork.modules.files;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.groundwork.module.Module;
import io.groundwork.module.ModuleHarness;
import io.groundwork.text.LoadException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Edits of texts, byte for byte as Ansible does them. What is expected was made by ansible-core
 * 2.14.18 and community.general 6.6.2.
 */
class AnsibleEditsTest {

  private static final List<Module<WantedEdit, PathState>> MODULES =
      List.of(new BlockInFileModule(), new ReplaceModule(), new IniFileModule());

  static Stream<Arguments> edits() throws Exception {
    List<Arguments> edits = new ArrayList<>();
    for (Module<WantedEdit, PathState> module : MODULES) {
      String name = module.spec().name();
      for (Object one : (List<?>) JsonReader.read(cases(name)).value().orElseThrow()) {
        Map<?, ?> edit = (Map<?, ?>) one;
        edits.add(Arguments.of(name + ": " + edit.get("name"), module, edit));
      }
    }
    return edits.stream();
  }

  private static String cases(String module) throws IOException {
    try (InputStream cases =
        AnsibleEditsTest.class.getResourceAsStream("/edits/" + module + ".json")) {
      return new String(cases.readAllBytes(), UTF_8);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("edits")
  void areAsAnsibles(String name, Module<WantedEdit, PathState> module, Map<?, ?> edit)
      throws Exception {
    Map<String, Object> parameters = new LinkedHashMap<>();
    ((Map<?, ?>) edit.get("parameters"))
        .forEach((key, value) -> parameters.put((String) key, value));
    parameters.put("path", "/x");
    if (edit.containsKey("refused") && edit.containsKey("before")) {
      assertThat(catchThrowable(() -> ModuleHarness.create().wanted(module, parameters)))
          .isInstanceOf(LoadException.class);
      return;
    }
    WantedEdit wanted = ModuleHarness.create().wanted(module, parameters);
    if (!edit.containsKey("before")) {
      assertThat(wanted.create()).isEqualTo(edit.containsKey("after"));
      if (!wanted.create()) {
        return;
      }
    }
    String before = edit.containsKey("before") ? (String) edit.get("before") : "";
    TextEdit.Edited edited = wanted.edit().apply(before);
    assertThat(edited.text()).isEqualTo(edit.get("after"));
    String again = (String) (edit.containsKey("again") ? edit.get("again") : edited.text());
    assertThat(wanted.edit().apply(edited.text()).text()).as("the second time").isEqualTo(again);
    assertThat(FileText.decode(FileText.encode(edited.text()))).isEqualTo(edited.text());
  }
}
