package io.groundwork.modules.files;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Absolute paths on a host, as texts: the local file system has no say in what they mean. */
final class HostPath {

  private HostPath() {}

  /** The path without empty and {@code .} components and without a slash at its end. */
  static String clean(String path) {
    StringBuilder clean = new StringBuilder(path.length());
    for (String component : path.split("/", -1)) {
      if (!component.isEmpty() && !component.equals(".")) {
        clean.append('/').append(component);
      }
    }
    return clean.isEmpty() ? "/" : clean.toString();
  }

  static String parent(String path) {
    int slash = path.lastIndexOf('/');
    return slash <= 0 ? "/" : path.substring(0, slash);
  }

  static String name(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  static String inside(String directory, String name) {
    return directory.endsWith("/") ? directory + name : directory + "/" + name;
  }

  /** The first bytes of a path, as a host counts them; the root for none. */
  static String prefix(String path, int bytes) {
    byte[] all = path.getBytes(UTF_8);
    if (bytes < 0 || bytes > all.length) {
      throw new IllegalArgumentException(bytes + " bytes of the path " + path);
    }
    return bytes == 0 ? "/" : new String(all, 0, bytes, UTF_8);
  }
}
