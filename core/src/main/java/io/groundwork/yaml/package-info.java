/** YAML as nodes that remember their text and their place. Nothing here makes objects of tags. */
package io.groundwork.yaml;
