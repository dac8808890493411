package io.groundwork.vars;

/** A template read a value that only a later part of the run can know. */
public final class NotKnownYetException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String variable;
  private final String why;

  public NotKnownYetException(String variable, String why) {
    super(variable + " is not known yet: " + why);
    this.variable = variable;
    this.why = why;
  }

  public String variable() {
    return variable;
  }

  public String why() {
    return why;
  }
}
