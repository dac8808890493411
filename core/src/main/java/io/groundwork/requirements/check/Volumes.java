package io.groundwork.requirements.check;

import java.util.List;
import java.util.Objects;

/**
 * What the document's figures are for: how much a platform of each tier holds and sends.
 *
 * @param customers customers in the database, up to
 * @param daily messages a day, up to
 * @param messageKilobytes the average size of an email message
 * @param hours how long a message may wait to be sent
 * @param controlAddresses public IPv4 addresses of the control server
 * @param sendingAddresses those of the senders, by messages a day
 */
public record Volumes(
    Amounts customers,
    Amounts daily,
    int messageKilobytes,
    int hours,
    int controlAddresses,
    List<Addresses> sendingAddresses) {

  /**
   * Addresses for a range of messages a day.
   *
   * @param from messages a day, at least
   * @param to messages a day, at most
   * @param least addresses, at least
   * @param most addresses, at most
   */
  public record Addresses(int from, int to, int least, int most) {
    public Addresses {
      if (to < from || most < least) {
        throw new IllegalArgumentException("from is more than to, or least more than most");
      }
    }
  }

  public Volumes {
    Objects.requireNonNull(customers, "customers");
    Objects.requireNonNull(daily, "daily");
    sendingAddresses = List.copyOf(sendingAddresses);
  }

  /** The room that a day's messages need while they wait, in bytes. */
  public long spool(long messagesADay) {
    return Math.multiplyExact(messagesADay * hours / 24, messageKilobytes * 1000L);
  }
}
