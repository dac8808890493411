package io.groundwork.vars;

import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateHashModelEx;
import freemarker.template.TemplateModel;
import io.groundwork.yaml.Node.Entry;
import io.groundwork.yaml.Node.Mapping;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A mapping an operator wrote. */
final class NodeMap implements Models.Named, TemplateHashModelEx, Models.Plain {

  private final Models models;
  private final Mapping mapping;
  private final Scope scope;
  private final String path;
  private final boolean secret;

  NodeMap(Models models, Mapping mapping, Scope scope, String path, boolean secret) {
    this.mapping = mapping;
    this.models = models;
    this.scope = scope;
    this.path = path;
    this.secret = secret;
  }

  @Override
  public TemplateModel get(String key) {
    Entry entry = mapping.entries().get(key);
    return entry == null
        ? null
        : models.of(
            entry.value(), scope, Rendering.member(path, key), secret || SecretNames.matches(key));
  }

  @Override
  public boolean isEmpty() {
    return mapping.entries().isEmpty();
  }

  @Override
  public int size() {
    return mapping.entries().size();
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
  public Set<String> names() {
    return mapping.entries().keySet();
  }

  @Override
  public Optional<Object> plain() {
    return models.rendering().value(mapping, scope, path, secret);
  }
}
