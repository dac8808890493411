package io.groundwork.module;

import java.util.Optional;

/**
 * What the changes that are planned before a task will leave on its host: the predicted state. A
 * module says with {@link Change#leaving} what its change leaves, and with {@link Probe#foreseeing}
 * how that changes what was read.
 */
public interface Outlook {

  /** Nothing is planned: everything is as it was read. */
  Outlook NONE =
      new Outlook() {
        @Override
        public <T> Optional<T> of(Resource resource, Class<T> type) {
          return Optional.empty();
        }
      };

  /**
   * What will be there.
   *
   * @param type what kind of value says it; modules that look at the same things share one
   * @return empty when no planned change concerns it, or it cannot be told what will be there
   */
  <T> Optional<T> of(Resource resource, Class<T> type);
}
