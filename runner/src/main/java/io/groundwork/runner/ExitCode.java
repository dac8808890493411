package io.groundwork.runner;

/** What the process tells its caller. */
public final class ExitCode {

  /** All was done as asked. */
  public static final int DONE = 0;

  /** The command line, the inventory or the playbook cannot be used; no host was touched. */
  public static final int USAGE = 1;

  /** A host failed. Wins over {@link #UNREACHABLE} when both happened. */
  public static final int FAILED = 2;

  /** Changes are pending: a plan has some, or a host moved since its plan was made. */
  public static final int PENDING = 3;

  /** A host could not be reached, or was lost. */
  public static final int UNREACHABLE = 4;

  /** A host does not meet a requirement. */
  public static final int REQUIREMENTS = 5;

  /** The operator stopped it. */
  public static final int INTERRUPTED = 130;

  /** A fault of Groundwork itself. */
  public static final int FAULT = 250;

  private ExitCode() {}
}
