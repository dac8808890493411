package io.groundwork.vars;

import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateHashModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateModelIterator;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way back out of Freemarker: what a model is among our own values. */
final class PlainValue {

  private PlainValue() {}

  /** What a result is outside of Freemarker; empty for a null. */
  static Optional<Object> of(TemplateModel model) throws TemplateModelException {
    if (model == null) {
      return Optional.empty();
    }
    if (model instanceof Models.Plain plain) {
      return plain.plain();
    }
    if (model instanceof TemplateScalarModel && model instanceof TemplateHashModelEx) {
      return Optional.empty(); // what "x!" gives for an x that is not there
    }
    if (model instanceof TemplateScalarModel text) {
      return Optional.of(text.getAsString());
    }
    if (model instanceof TemplateNumberModel number) {
      return Optional.of(number(number.getAsNumber()));
    }
    if (model instanceof TemplateBooleanModel bool) {
      return Optional.of(bool.getAsBoolean());
    }
    if (model instanceof TemplateSequenceModel || model instanceof TemplateCollectionModel) {
      return Optional.of(list(model));
    }
    if (model instanceof TemplateHashModelEx hash) {
      return Optional.of(map(hash));
    }
    throw new TemplateModelException("The result is no text, number, truth value, list or mapping");
  }

  private static Object number(Number number) {
    BigDecimal decimal = new BigDecimal(number.toString());
    try {
      return decimal.longValueExact();
    } catch (ArithmeticException e) {
      return decimal.stripTrailingZeros().toPlainString();
    }
  }

  static List<Object> list(TemplateModel model) throws TemplateModelException {
    List<Object> items = new ArrayList<>();
    if (model instanceof TemplateSequenceModel sequence) {
      for (int i = 0; i < sequence.size(); i++) {
        of(sequence.get(i)).ifPresent(items::add);
      }
    } else {
      TemplateModelIterator iterator = ((TemplateCollectionModel) model).iterator();
      while (iterator.hasNext()) {
        of(iterator.next()).ifPresent(items::add);
      }
    }
    return Collections.unmodifiableList(items);
  }

  static Map<String, Object> map(TemplateHashModelEx hash) throws TemplateModelException {
    Map<String, Object> entries = new LinkedHashMap<>();
    TemplateModelIterator keys = hash.keys().iterator();
    while (keys.hasNext()) {
      String key = ((TemplateScalarModel) keys.next()).getAsString();
      of(hash.get(key)).ifPresent(value -> entries.put(key, value));
    }
    return Collections.unmodifiableMap(entries);
  }
}
