package io.groundwork.runner.json;

import io.groundwork.module.Parameter;
import io.groundwork.module.Spec;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Modules for programs.
 *
 * <pre>{@code
 * {"modules": [{
 *   "name", "summary", "free_form",
 *   "parameters": [{"name", "type", "required", "default", "choices", "aliases", "description"}],
 *   "results": [{"name", "description"}],
 *   "examples": ["…"]
 * }]}
 * }</pre>
 */
public final class SpecJson {

  private SpecJson() {}

  public static Map<String, Object> document(List<Spec> specs) {
    return new JsonObject().put("modules", specs.stream().map(SpecJson::spec).toList()).tree();
  }

  private static Map<String, Object> spec(Spec spec) {
    return new JsonObject()
        .put("name", spec.name())
        .put("summary", spec.summary())
        .put("free_form", spec.freeForm())
        .put("parameters", spec.parameters().stream().map(SpecJson::parameter).toList())
        .put("results", spec.results().stream().map(SpecJson::result).toList())
        .put("examples", spec.examples())
        .tree();
  }

  private static Map<String, Object> parameter(Parameter parameter) {
    return new JsonObject()
        .put("name", parameter.name())
        .put("type", parameter.type().name().toLowerCase(Locale.ROOT))
        .put("required", parameter.required())
        .put("default", parameter.fallback())
        .put("choices", parameter.choices())
        .put("aliases", parameter.aliases())
        .put("description", parameter.description())
        .tree();
  }

  private static Map<String, Object> result(Spec.Result result) {
    return new JsonObject()
        .put("name", result.name())
        .put("description", result.description())
        .tree();
  }
}
