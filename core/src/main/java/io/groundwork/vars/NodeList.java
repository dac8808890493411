package io.groundwork.vars;

import freemarker.template.TemplateModel;
import freemarker.template.TemplateSequenceModel;
import io.groundwork.yaml.Node.Sequence;
import java.util.Optional;

/** A list an operator wrote. */
final class NodeList implements TemplateSequenceModel, Models.Plain {

  private final Models models;
  private final Sequence sequence;
  private final Scope scope;
  private final String path;
  private final boolean secret;

  NodeList(Models models, Sequence sequence, Scope scope, String path, boolean secret) {
    this.sequence = sequence;
    this.models = models;
    this.scope = scope;
    this.path = path;
    this.secret = secret;
  }

  @Override
  public TemplateModel get(int index) {
    return index < 0 || index >= size()
        ? null
        : models.of(sequence.items().get(index), scope, path + "[" + index + "]", secret);
  }

  @Override
  public int size() {
    return sequence.items().size();
  }

  @Override
  public Optional<Object> plain() {
    return models.rendering().value(sequence, scope, path, secret);
  }
}
