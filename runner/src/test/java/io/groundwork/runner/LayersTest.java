package io.groundwork.runner;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.GeneralCodingRules;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.io.ObjectInputStream;

/** What may know what. An import never points upwards. */
@AnalyzeClasses(packages = "io.groundwork", importOptions = ImportOption.DoNotIncludeTests.class)
class LayersTest {

  private static final String RUNNER = "io.groundwork.runner..";

  @ArchTest
  static final ArchRule LAYERS =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("text")
          .definedBy("io.groundwork.text..")
          .layer("yaml")
          .definedBy("io.groundwork.yaml..")
          .layer("vars, inventory")
          .definedBy("io.groundwork.vars..", "io.groundwork.inventory..")
          .layer("transport")
          .definedBy("io.groundwork.transport..")
          .layer("module")
          .definedBy("io.groundwork.module..")
          .layer("facts, playbook, event")
          .definedBy("io.groundwork.facts..", "io.groundwork.playbook..", "io.groundwork.event..")
          .layer("engine")
          .definedBy("io.groundwork.engine..")
          .layer("requirements")
          .definedBy("io.groundwork.requirements..")
          .layer("modules")
          .definedBy("io.groundwork.modules..")
          .layer("runner")
          .definedBy(RUNNER)
          .whereLayer("runner")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("modules")
          .mayOnlyBeAccessedByLayers("runner")
          .whereLayer("requirements")
          .mayOnlyBeAccessedByLayers("modules", "runner")
          .whereLayer("engine")
          .mayOnlyBeAccessedByLayers("requirements", "modules", "runner")
          .whereLayer("facts, playbook, event")
          .mayOnlyBeAccessedByLayers("engine", "requirements", "modules", "runner")
          .whereLayer("module")
          .mayOnlyBeAccessedByLayers(
              "facts, playbook, event", "engine", "requirements", "modules", "runner")
          .whereLayer("transport")
          .mayOnlyBeAccessedByLayers(
              "module", "facts, playbook, event", "engine", "requirements", "modules", "runner");

  @ArchTest
  static final ArchRule TEXT_KNOWS_NOTHING_OF_THE_REST =
      noClasses()
          .that()
          .resideInAPackage("io.groundwork.text..")
          .should()
          .dependOnClassesThat(
              resideInAPackage("io.groundwork..")
                  .and(resideOutsideOfPackage("io.groundwork.text.."))
                  .as("are of another package of Groundwork"));

  @ArchTest
  static final ArchRule YAML_KNOWS_ONLY_TEXT =
      noClasses()
          .that()
          .resideInAPackage("io.groundwork.yaml..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("io.groundwork.vars..", "io.groundwork.inventory..");

  @ArchTest
  static final ArchRule NO_CYCLES =
      SlicesRuleDefinition.slices()
          .matching("io.groundwork.runner.(*)..")
          .should()
          .beFreeOfCycles();

  @ArchTest
  static final ArchRule ONLY_THE_SSH_TRANSPORT_KNOWS_SSHD =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.groundwork.transport.ssh..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.sshd..");

  @ArchTest
  static final ArchRule ONLY_THE_RUNNER_KNOWS_THE_COMMAND_LINE =
      noClasses()
          .that()
          .resideOutsideOfPackage(RUNNER)
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("picocli..", "org.jline..", RUNNER);

  @ArchTest
  static final ArchRule NO_LIBRARY_CLASS_PRINTS =
      noClasses()
          .that()
          .resideOutsideOfPackage(RUNNER)
          .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS);

  @ArchTest
  static final ArchRule NO_LIBRARY_CLASS_ENDS_THE_PROCESS =
      noClasses()
          .that()
          .resideOutsideOfPackage(RUNNER)
          .should()
          .callMethod(System.class, "exit", int.class)
          .orShould()
          .callMethod(Runtime.class, "halt", int.class);

  @ArchTest
  static final ArchRule NOTHING_IS_DESERIALIZED =
      noClasses().should().dependOnClassesThat().areAssignableTo(ObjectInputStream.class);

  @ArchTest
  static final ArchRule NO_JAVA_UTIL_LOGGING =
      GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
}
