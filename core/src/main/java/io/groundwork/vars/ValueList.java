package io.groundwork.vars;

import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateSequenceModel;
import java.util.List;
import java.util.Optional;

/** A list that is data. */
final class ValueList implements TemplateSequenceModel, Models.Plain {

  private final Models models;
  private final List<?> items;
  private final String path;

  ValueList(Models models, List<?> items, String path) {
    this.items = items;
    this.models = models;
    this.path = path;
  }

  @Override
  public TemplateModel get(int index) {
    return index < 0 || index >= items.size()
        ? null
        : models.known(items.get(index), path + "[" + index + "]");
  }

  @Override
  public int size() {
    return items.size();
  }

  @Override
  public Optional<Object> plain() throws TemplateModelException {
    return Optional.of(PlainValue.list(this));
  }
}
