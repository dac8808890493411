package io.groundwork.vars;

import freemarker.template.SimpleNumber;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateHashModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateModelIterator;
import freemarker.template.TemplateNumberModel;
import freemarker.template.TemplateScalarModel;
import freemarker.template.TemplateSequenceModel;
import io.groundwork.text.Secret;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Node.Entry;
import io.groundwork.yaml.Node.Mapping;
import io.groundwork.yaml.Node.Sequence;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Our values as Freemarker sees them: texts, numbers, booleans, lists and mappings, and nothing
 * with a method. Written nodes are rendered when they are read, one by one.
 */
final class Models {

  private final Rendering rendering;

  Models(Rendering rendering) {
    this.rendering = rendering;
  }

  /** A model of ours that knows its plain value. */
  interface Plain extends TemplateModel {
    Optional<Object> plain() throws TemplateModelException;
  }

  /** A mapping of ours that knows its names, also those with a null. */
  interface Named extends TemplateHashModel {
    Collection<String> names();
  }

  Named root(Scope scope) {
    return new Members(scope, "");
  }

  Named members(Scope scope, String path) {
    return new Members(scope, path);
  }

  TemplateModel of(Node node, Scope scope, String path, boolean secret) {
    if (node instanceof Mapping mapping) {
      return new NodeMap(mapping, scope, path, secret);
    }
    if (node instanceof Sequence sequence) {
      return new NodeList(sequence, scope, path, secret);
    }
    return of(rendering.value(node, scope, path, secret), path);
  }

  /** Null for a null: that is how Freemarker wants it. */
  TemplateModel of(Optional<?> value, String path) {
    return value.map(known -> known(known, path)).orElse(null);
  }

  private TemplateModel known(Object value, String path) {
    if (value instanceof Secret secret) {
      return new SecretText(secret);
    }
    if (value instanceof String text) {
      return new SimpleScalar(text);
    }
    if (value instanceof Number number) {
      return new SimpleNumber(number);
    }
    if (value instanceof Boolean bool) {
      return bool ? TemplateBooleanModel.TRUE : TemplateBooleanModel.FALSE;
    }
    if (value instanceof List<?> items) {
      return new ValueList(items, path);
    }
    if (value instanceof Map<?, ?> entries) {
      return new ValueMap(entries, path);
    }
    throw new IllegalArgumentException(
        path + " is a " + value.getClass().getName() + ", which no variable can hold");
  }

  /** Whether the expression is a variable, or a member of one, that is there and null. */
  boolean isNull(Scope scope, String expression) {
    Named at = root(scope);
    String[] names = expression.split("\\.", -1);
    try {
      for (int i = 0; i < names.length; i++) {
        TemplateModel next = at.names().contains(names[i]) ? at.get(names[i]) : at;
        if (next == null) {
          return i == names.length - 1;
        }
        if (next == at || !(next instanceof Named named)) {
          return false;
        }
        at = named;
      }
    } catch (TemplateModelException e) {
      return false;
    }
    return false;
  }

  /** What a result is outside of Freemarker; empty for a null. */
  Optional<Object> plain(TemplateModel model) throws TemplateModelException {
    if (model == null) {
      return Optional.empty();
    }
    if (model instanceof Plain plain) {
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

  private List<Object> list(TemplateModel model) throws TemplateModelException {
    List<Object> items = new ArrayList<>();
    if (model instanceof TemplateSequenceModel sequence) {
      for (int i = 0; i < sequence.size(); i++) {
        plain(sequence.get(i)).ifPresent(items::add);
      }
    } else {
      TemplateModelIterator iterator = ((TemplateCollectionModel) model).iterator();
      while (iterator.hasNext()) {
        plain(iterator.next()).ifPresent(items::add);
      }
    }
    return Collections.unmodifiableList(items);
  }

  private Map<String, Object> map(TemplateHashModelEx hash) throws TemplateModelException {
    Map<String, Object> entries = new LinkedHashMap<>();
    TemplateModelIterator keys = hash.keys().iterator();
    while (keys.hasNext()) {
      String key = ((TemplateScalarModel) keys.next()).getAsString();
      plain(hash.get(key)).ifPresent(value -> entries.put(key, value));
    }
    return Collections.unmodifiableMap(entries);
  }

  /** A secret that behaves as its text; reading the text makes what is rendered secret. */
  private final class SecretText implements TemplateScalarModel, Plain {

    private final Secret secret;

    SecretText(Secret secret) {
      this.secret = secret;
    }

    @Override
    public String getAsString() {
      return rendering.reveal(secret);
    }

    @Override
    public Optional<Object> plain() {
      return Optional.of(rendering.tell(secret));
    }
  }

  /** Variables by name. */
  private final class Members implements Named, TemplateHashModelEx, Plain {

    private final Scope scope;
    private final String path;

    Members(Scope scope, String path) {
      this.scope = scope;
      this.path = path;
    }

    @Override
    public TemplateModel get(String key) throws TemplateModelException {
      Optional<Binding> binding = scope.lookup(key);
      return binding.isEmpty()
          ? null
          : rendering.model(
              binding.get(),
              scope,
              Rendering.member(path, key),
              SecretNames.matches(key),
              Models.this);
    }

    @Override
    public boolean isEmpty() {
      return scope.names().isEmpty();
    }

    @Override
    public int size() {
      return scope.names().size();
    }

    @Override
    public TemplateCollectionModel keys() {
      return texts(scope.names());
    }

    @Override
    public TemplateCollectionModel values() throws TemplateModelException {
      List<TemplateModel> values = new ArrayList<>();
      for (String name : scope.names()) {
        values.add(get(name));
      }
      return new Items(values);
    }

    @Override
    public Collection<String> names() {
      return scope.names();
    }

    /** Leaves out what is nested again: the variables of a host hold those of all hosts. */
    @Override
    public Optional<Object> plain() throws TemplateModelException {
      Map<String, Object> entries = new LinkedHashMap<>();
      for (String name : scope.names()) {
        if (!(scope.lookup(name).orElse(null) instanceof Binding.Nested)) {
          Models.this.plain(get(name)).ifPresent(value -> entries.put(name, value));
        }
      }
      return Optional.of(Collections.unmodifiableMap(entries));
    }
  }

  /** A mapping an operator wrote. */
  private final class NodeMap implements Named, TemplateHashModelEx, Plain {

    private final Mapping mapping;
    private final Scope scope;
    private final String path;
    private final boolean secret;

    NodeMap(Mapping mapping, Scope scope, String path, boolean secret) {
      this.mapping = mapping;
      this.scope = scope;
      this.path = path;
      this.secret = secret;
    }

    @Override
    public TemplateModel get(String key) {
      Entry entry = mapping.entries().get(key);
      return entry == null
          ? null
          : of(
              entry.value(),
              scope,
              Rendering.member(path, key),
              secret || SecretNames.matches(key));
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
      return texts(names());
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
      return rendering.value(mapping, scope, path, secret);
    }
  }

  /** A list an operator wrote. */
  private final class NodeList implements TemplateSequenceModel, Plain {

    private final Sequence sequence;
    private final Scope scope;
    private final String path;
    private final boolean secret;

    NodeList(Sequence sequence, Scope scope, String path, boolean secret) {
      this.sequence = sequence;
      this.scope = scope;
      this.path = path;
      this.secret = secret;
    }

    @Override
    public TemplateModel get(int index) {
      return index < 0 || index >= size()
          ? null
          : of(sequence.items().get(index), scope, path + "[" + index + "]", secret);
    }

    @Override
    public int size() {
      return sequence.items().size();
    }

    @Override
    public Optional<Object> plain() {
      return rendering.value(sequence, scope, path, secret);
    }
  }

  /** A mapping that is data. */
  private final class ValueMap implements Named, TemplateHashModelEx, Plain {

    private final Map<?, ?> entries;
    private final String path;

    ValueMap(Map<?, ?> entries, String path) {
      this.entries = entries;
      this.path = path;
    }

    @Override
    public TemplateModel get(String key) {
      Object value = entries.get(key);
      return value == null
          ? null
          : known(rendering.hiddenIf(SecretNames.matches(key), value), Rendering.member(path, key));
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
      return texts(names());
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
      return Optional.of(map(this));
    }
  }

  /** A list that is data. */
  private final class ValueList implements TemplateSequenceModel, Plain {

    private final List<?> items;
    private final String path;

    ValueList(List<?> items, String path) {
      this.items = items;
      this.path = path;
    }

    @Override
    public TemplateModel get(int index) {
      return index < 0 || index >= items.size()
          ? null
          : known(items.get(index), path + "[" + index + "]");
    }

    @Override
    public int size() {
      return items.size();
    }

    @Override
    public Optional<Object> plain() throws TemplateModelException {
      return Optional.of(list(this));
    }
  }

  private static Items texts(Collection<String> texts) {
    List<TemplateModel> models = new ArrayList<>();
    texts.forEach(text -> models.add(new SimpleScalar(text)));
    return new Items(models);
  }

  /** The keys or values of a mapping. */
  private record Items(List<TemplateModel> models)
      implements TemplateCollectionModel, TemplateSequenceModel {

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
}
