package io.groundwork.runner.json;

import io.groundwork.inventory.Definition;
import io.groundwork.inventory.Host;
import io.groundwork.inventory.Inventory;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** Where each of a host's variables gets its value, and which other values that one beat. */
public final class OriginJson {

  private OriginJson() {}

  /**
   * By the variable's name: {@code value}, {@code of} (whose variable it is there: {@code host
   * db1}, {@code group db}), {@code at} and a list {@code beats} of the same.
   */
  public static Map<String, Object> document(Inventory inventory, Host host) {
    JsonObject document = new JsonObject();
    for (String name : new TreeSet<>(inventory.scope(host).names())) {
      List<Definition> definitions = inventory.explain(host, name);
      if (!definitions.isEmpty()) {
        document.put(name, variable(inventory, host, definitions));
      }
    }
    return document.tree();
  }

  private static Map<String, Object> variable(
      Inventory inventory, Host host, List<Definition> definitions) {
    return one(inventory, host, definitions.get(0))
        .put(
            "beats",
            definitions.stream()
                .skip(1)
                .map(definition -> one(inventory, host, definition).tree())
                .toList())
        .tree();
  }

  private static JsonObject one(Inventory inventory, Host host, Definition definition) {
    return new JsonObject()
        .put("value", InventoryJson.value(inventory, host, definition))
        .put("of", definition.origin())
        .put("at", definition.position().toString());
  }
}
