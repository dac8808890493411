package io.groundwork.vars;

import freemarker.template.SimpleScalar;
import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelIterator;
import freemarker.template.TemplateSequenceModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/** The keys or values of a mapping. */
record Items(List<TemplateModel> models) implements TemplateCollectionModel, TemplateSequenceModel {

  static Items texts(Collection<String> texts) {
    List<TemplateModel> models = new ArrayList<>();
    texts.forEach(text -> models.add(new SimpleScalar(text)));
    return new Items(models);
  }

  @Override
  public TemplateModelIterator iterator() {
    Iterator<TemplateModel> iterator = models.iterator();
    return new TemplateModelIterator() {
      @Override
      public TemplateModel next() {
        return iterator.next();
      }

      @Override
      public boolean hasNext() {
        return iterator.hasNext();
      }
    };
  }

  @Override
  public TemplateModel get(int index) {
    return index < 0 || index >= models.size() ? null : models.get(index);
  }

  @Override
  public int size() {
    return models.size();
  }
}
