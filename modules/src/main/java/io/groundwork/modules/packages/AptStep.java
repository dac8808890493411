package io.groundwork.modules.packages;

import io.groundwork.module.Diff;
import io.groundwork.module.Need;
import io.groundwork.module.Resource;
import io.groundwork.modules.packages.AptRequest.State;
import io.groundwork.modules.packages.AptState.Known;
import io.groundwork.modules.packages.AptState.Offer;
import io.groundwork.text.Problem;
import java.util.List;
import java.util.Optional;

/** What has to become of one package that is to be present or latest. */
sealed interface AptStep {

  /** The package of this name is as wanted; the reason says how. */
  record Satisfied(String name, String why) implements AptStep {}

  /** It is unpacked in the wanted version, and only its configuration is left to do. */
  record Unfinished() implements AptStep {}

  /** It cannot become as wanted. */
  record Refused(Problem problem) implements AptStep {}

  /**
   * It is to be installed.
   *
   * @param verb install, upgrade or downgrade
   * @param exact the whole version to install, where it is known already
   * @param target the version it will have, or when that will be known
   * @param before the version it has, or "absent"
   * @param need what has to come first, if no repository offers it
   * @param fromFile whether it comes from a package's file instead of a repository
   */
  record Install(
      WantedPackage wanted,
      String verb,
      Optional<String> exact,
      String target,
      String before,
      Optional<Need> need,
      boolean fromFile)
      implements AptStep {

    Install(
        WantedPackage wanted,
        String verb,
        Optional<String> exact,
        String target,
        String before,
        Optional<Need> need) {
      this(wanted, verb, exact, target, before, need, false);
    }

    Install asFile() {
      return new Install(wanted, verb, exact, target, before, need, true);
    }

    String name() {
      return wanted.name();
    }

    /** What apt.install.sh is told: the name alone, or with a version. */
    String spec() {
      return exact.map(version -> name() + "=" + version).orElse(wanted.spec());
    }

    Diff diff() {
      return Diff.value(name(), before, target);
    }
  }

  default boolean isOpen() {
    return this instanceof Install;
  }

  default boolean isNotOffered() {
    return this instanceof Install install && install.need().isPresent();
  }

  default String reason() {
    return this instanceof Satisfied satisfied ? satisfied.why() : "";
  }

  /** The same step when the package lists are refreshed before it, so that more may be offered. */
  default AptStep afterRefresh() {
    if (!(this instanceof Install install) || install.fromFile()) {
      return this;
    }
    if (install.wanted().version().isPresent() && install.exact().isPresent()) {
      return this;
    }
    return new Install(
        install.wanted(),
        install.verb(),
        Optional.empty(),
        install.wanted().version().orElse("newest offered") + " (known after the refresh)",
        install.before(),
        Optional.empty());
  }

  static AptStep of(AptRequest request, WantedPackage wanted, AptState is) {
    Optional<Known> known = is.find(wanted.name());
    Optional<Known> installed = known.filter(Known::isInstalled);
    if (request.state() == State.PRESENT
        && installed.isPresent()
        && wanted.accepts(installed.get().version())) {
      return new Satisfied(wanted.name(), describe(wanted, installed.get()));
    }
    Offer offer = is.offers().getOrDefault(wanted.name(), new Offer(Optional.empty(), List.of()));
    Optional<String> target =
        wanted.version().map(version -> wanted.pick(offer.versions())).orElse(offer.candidate());
    if (isUnfinished(request, wanted, known, target)) {
      return new Unfinished();
    }
    if (request.state() == State.LATEST && installed.isPresent()) {
      return latest(request.options(), wanted, installed.get(), target);
    }
    if (request.options().onlyUpgrade() && installed.isEmpty()) {
      return new Satisfied(
          wanted.name(), wanted.name() + " is not installed, and only_upgrade is set");
    }
    if (target.isEmpty()) {
      return notOffered(wanted, before(known), offer);
    }
    if (installed.isPresent()) {
      return replace(request.options(), wanted, installed.get(), target.get());
    }
    return new Install(wanted, "install", target, target.get(), before(known), Optional.empty());
  }

  private static boolean isUnfinished(
      AptRequest request, WantedPackage wanted, Optional<Known> known, Optional<String> newest) {
    return known
        .filter(Known::isUnfinished)
        .filter(one -> wanted.accepts(one.version()))
        .filter(
            one ->
                request.state() != State.LATEST
                    || newest.orElse(one.version()).equals(one.version()))
        .isPresent();
  }

  /** What has to become of a package that comes as a file. */
  static AptStep ofFile(AptRequest request, AptState is) {
    AptState.DebFile file = is.file();
    String path = request.deb().orElseThrow();
    return switch (file.state()) {
      case ABSENT ->
          new Install(
                  new WantedPackage(path, WantedPackage.Operator.EXACT, Optional.empty()),
                  "install",
                  Optional.empty(),
                  "(known once it is there)",
                  "absent",
                  Optional.of(new Need(Resource.path(path), "there is no " + path + " to install")))
              .asFile();
      case UNUSABLE, NOT_ASKED ->
          new Refused(Problem.of(path + " cannot be installed: " + file.trouble()));
      case THERE -> ofFile(request, file, is);
    };
  }

  private static AptStep ofFile(AptRequest request, AptState.DebFile file, AptState is) {
    Optional<Known> known = is.find(file.name());
    Optional<Known> installed = known.filter(Known::isInstalled);
    WantedPackage wanted =
        new WantedPackage(file.name(), WantedPackage.Operator.EXACT, Optional.empty());
    if (installed.isPresent() && installed.get().version().equals(file.version())) {
      return new Satisfied(wanted.name(), describe(wanted, installed.get()));
    }
    if (installed.isPresent()) {
      AptStep step = replace(request.options(), wanted, installed.get(), file.version());
      return step instanceof Install install ? install.asFile() : step;
    }
    return new Install(
            wanted,
            "install",
            Optional.of(file.version()),
            file.version(),
            before(known),
            Optional.empty())
        .asFile();
  }

  private static AptStep latest(
      AptOptions options, WantedPackage wanted, Known installed, Optional<String> candidate) {
    boolean newer =
        candidate
            .filter(
                found ->
                    new DebianVersion(installed.version()).isOlderThan(new DebianVersion(found)))
            .isPresent();
    if (!newer || (installed.isHeld() && !options.allowHeld())) {
      return new Satisfied(wanted.name(), describe(wanted, installed));
    }
    return replace(options, wanted, installed, candidate.orElseThrow());
  }

  private static AptStep replace(
      AptOptions options, WantedPackage wanted, Known installed, String target) {
    boolean down = new DebianVersion(target).isOlderThan(new DebianVersion(installed.version()));
    if (down && !options.allowDowngrade()) {
      return new Refused(
          Problem.of(
                  wanted.name()
                      + " "
                      + installed.version()
                      + " is installed, and "
                      + target
                      + " is older")
              .withRemedy("give allow_downgrade: true if that is what you want"));
    }
    if (installed.isHeld() && !options.allowHeld()) {
      return new Refused(Apt.held(installed, "changed to " + target));
    }
    return new Install(
        wanted,
        down ? "downgrade" : "upgrade",
        Optional.of(target),
        target,
        installed.version(),
        Optional.empty());
  }

  private static AptStep notOffered(WantedPackage wanted, String before, Offer offer) {
    String offered =
        offer.versions().isEmpty() ? "" : "; offered: " + String.join(", ", offer.versions());
    String what = wanted.version().map(version -> version + " of ").orElse("") + wanted.name();
    Need need =
        new Need(
            Resource.pkg(wanted.name()),
            what + " is not offered by the configured repositories" + offered);
    String target =
        wanted.version().map(v -> v + " (resolved").orElse("newest offered (known")
            + " after the repository is there)";
    return new Install(wanted, "install", Optional.empty(), target, before, Optional.of(need));
  }

  private static String before(Optional<Known> known) {
    return known
        .filter(one -> one.isInstalled() || one.isHalfInstalled())
        .map(one -> one.version() + (one.isInstalled() ? "" : " (half installed)"))
        .orElse("absent");
  }

  private static String describe(WantedPackage wanted, Known installed) {
    return wanted.name()
        + " "
        + installed.version()
        + " is installed"
        + (installed.isHeld() ? " and held" : "");
  }
}
