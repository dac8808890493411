package io.groundwork.vars;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import freemarker.template.SimpleNumber;
import freemarker.template.SimpleScalar;
import freemarker.template.TemplateBooleanModel;
import freemarker.template.TemplateCollectionModel;
import freemarker.template.TemplateHashModel;
import freemarker.template.TemplateHashModelEx;
import freemarker.template.TemplateMethodModelEx;
import freemarker.template.TemplateModel;
import freemarker.template.TemplateModelException;
import freemarker.template.TemplateScalarModel;
import io.groundwork.text.Secret;
import io.groundwork.yaml.Node;
import io.groundwork.yaml.Node.Mapping;
import io.groundwork.yaml.Node.Sequence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Our values as Freemarker sees them: texts, numbers, booleans, lists and mappings, and nothing
 * with a method. Written nodes are rendered when they are read, one by one.
 */
final class Models {

  /** The one function there is, for files that keep a digest in place of a password. */
  private static final String SHA256 = "sha256";

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

  Rendering rendering() {
    return rendering;
  }

  Named root(Scope scope) {
    return new Members(scope, "");
  }

  Named members(Scope scope, String path) {
    return new Members(scope, path);
  }

  TemplateModel of(Node node, Scope scope, String path, boolean secret) {
    if (node instanceof Mapping mapping) {
      return new NodeMap(this, mapping, scope, path, secret);
    }
    if (node instanceof Sequence sequence) {
      return new NodeList(this, sequence, scope, path, secret);
    }
    return of(rendering.value(node, scope, path, secret), path);
  }

  /** Null for a null: that is how Freemarker wants it. */
  TemplateModel of(Optional<?> value, String path) {
    return value.map(known -> known(known, path)).orElse(null);
  }

  TemplateModel known(Object value, String path) {
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
      return new ValueList(this, items, path);
    }
    if (value instanceof Map<?, ?> entries) {
      return new ValueMap(this, entries, path);
    }
    throw new IllegalArgumentException(
        path + " is a " + value.getClass().getName() + ", which no variable can hold");
  }

  /** The digest of a text in hexadecimal; of a secret it is secret, too. */
  private TemplateModel sha256(List<?> arguments) throws TemplateModelException {
    if (arguments.size() != 1 || !(arguments.get(0) instanceof TemplateScalarModel text)) {
      throw new TemplateModelException(SHA256 + " takes one text");
    }
    String digest = Hashing.sha256().hashString(text.getAsString(), UTF_8).toString();
    return text instanceof SecretText
        ? new SecretText(Secret.of(digest))
        : new SimpleScalar(digest);
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
      if (binding.isEmpty() && path.isEmpty() && key.equals(SHA256)) {
        return (TemplateMethodModelEx) Models.this::sha256;
      }
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
      return Items.texts(scope.names());
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
          PlainValue.of(get(name)).ifPresent(value -> entries.put(name, value));
        }
      }
      return Optional.of(Collections.unmodifiableMap(entries));
    }
  }
}
