package io.groundwork.vars;

import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateHashModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A mapping that is data. */
final class ValueMap implements Models.Named, TemplateHashModelEx, Models.Plain {

  private final Models models;
  private final Map<?, ?> entries;
  private final String path;

  ValueMap(Models models, Map<?, ?> entries, String path) {
    this.entries = entries;
    this.models = models;
    this.path = path;
  }

  @Override
  public TemplateModel get(String key) {
    Object value = entries.get(key);
    return value == null
        ? null
        : models.known(
            models.rendering().hiddenIf(SecretNames.matches(key), value),
            Rendering.member(path, key));
  }

  @Override
  public boolean isEmpty() {
    return entries.isEmpty();
  }

  @Override
  public int size() {
    return entries.size();
  }

  @Override
  public TemplateCollectionModel keys() {
    return Items.texts(names());
  }

  @Override
  public TemplateCollectionModel values() {
    List<TemplateModel> values = new ArrayList<>();
    names().forEach(name -> values.add(get(name)));
    return new Items(values);
  }

  @Override
  public List<String> names() {
    return entries.keySet().stream().map(String::valueOf).toList();
  }

  @Override
  public Optional<Object> plain() throws TemplateModelException {
    return Optional.of(PlainValue.map(this));
  }
}
