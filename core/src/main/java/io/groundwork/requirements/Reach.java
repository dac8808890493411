package io.groundwork.requirements;

/** What became of an attempt to connect to a port. */
public enum Reach {
  /** The connection was made. */
  OPEN,
  /** Nothing came back in time: something on the way drops the packets. */
  FILTERED,
  /** It was refused, though something listens there: something on the way rejects it. */
  REFUSED,
  /** It could not be tried. */
  UNKNOWN
}
