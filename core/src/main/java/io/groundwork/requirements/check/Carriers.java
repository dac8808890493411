package io.groundwork.requirements.check;

import com.google.common.base.Splitter;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds what really carries a directory: through overlays, loop devices, LVM, RAID, encryption and
 * partitions down to disks.
 *
 * @param storage the host's storage
 * @param virtualModels models of disks that a hypervisor or a cloud makes up
 * @param raidModels models of RAID controllers, whose volumes may claim to rotate when they do not
 */
record Carriers(Storage storage, List<String> virtualModels, List<String> raidModels) {

  private static final Set<String> NETWORK =
      Set.of(
          "nfs",
          "nfs4",
          "cifs",
          "smb3",
          "ceph",
          "glusterfs",
          "fuse.glusterfs",
          "fuse.sshfs",
          "9p",
          "afs",
          "lustre",
          "ocfs2",
          "gfs2",
          "beegfs");
  private static final Set<String> NO_DISK = Set.of("tmpfs", "ramfs", "devtmpfs", "rootfs");
  private static final Pattern UPPER = Pattern.compile("(?:.*,)?upperdir=([^,]*)(?:,.*)?");
  private static final Splitter SLASHES = Splitter.on('/');
  private static final int DEEPEST = 16;

  /**
   * One thing that carries a directory.
   *
   * @param name the disk's or the share's name
   * @param kind what it is
   * @param reason why its kind is not shown, or empty
   */
  record Carrier(String name, DiskKind kind, String reason) {}

  /** All that carry a place; never empty. */
  Set<Carrier> of(String path) {
    return of(path, 0);
  }

  private Set<Carrier> of(String path, int depth) {
    Optional<Storage.Mount> mount = storage.mountOf(path);
    if (mount.isEmpty() || depth > DEEPEST) {
      return hidden(path, "it is on no mount that this host lists");
    }
    return carriers(mount.get(), depth);
  }

  private Set<Carrier> carriers(Storage.Mount mount, int depth) {
    String type = mount.type();
    if (NETWORK.contains(type)) {
      return Set.of(new Carrier(mount.source(), DiskKind.NETWORK, ""));
    }
    if (NO_DISK.contains(type)) {
      return Set.of(new Carrier(type, DiskKind.NONE, ""));
    }
    if (type.equals("overlay")) {
      return overlay(mount, depth);
    }
    if (type.equals("zfs")) {
      return hidden(mount.source(), "a ZFS pool does not tell its disks here: see zpool status");
    }
    Optional<Storage.Disk> disk = disk(mount);
    return disk.isPresent()
        ? disks(disk.get(), depth)
        : hidden(
            mount.source(),
            "no disk of this host carries the " + type + " file system " + mount.source());
  }

  private Set<Carrier> overlay(Storage.Mount mount, int depth) {
    Matcher upper = UPPER.matcher(mount.options());
    if (!upper.matches()) {
      return hidden("overlay", "an overlay that only shows what is below it");
    }
    String directory = upper.group(1);
    return storage.seen().contains(directory)
        ? of(directory, depth + 1)
        : hidden(
            "overlay", "the overlay's upper directory " + directory + " is outside this container");
  }

  /** Btrfs and others show a device number of their own, so the name has to do there. */
  private Optional<Storage.Disk> disk(Storage.Mount mount) {
    String source = mount.source();
    String name = source.substring(source.lastIndexOf('/') + 1);
    return storage.disks().values().stream()
        .filter(disk -> disk.number().equals(mount.number()))
        .findFirst()
        .or(() -> Optional.ofNullable(storage.disks().get(name)))
        .or(
            () ->
                storage.disks().values().stream()
                    .filter(disk -> !disk.label().isEmpty() && disk.label().equals(name))
                    .findFirst());
  }

  private Set<Carrier> disks(Storage.Disk disk, int depth) {
    if (depth > DEEPEST) {
      return hidden(disk.name(), "its devices are stacked too deep to follow");
    }
    if (disk.backing().isPresent()) {
      String file = disk.backing().get();
      return storage.seen().contains(file)
          ? of(file, depth + 1)
          : hidden(disk.name(), "the loop device's file " + file + " is outside this container");
    }
    if (!disk.below().isEmpty()) {
      Set<Carrier> all = new LinkedHashSet<>();
      for (String name : disk.below()) {
        Storage.Disk below = storage.disks().get(name);
        all.addAll(
            below == null
                ? hidden(name, "the kernel names it below " + disk.name() + " but does not list it")
                : disks(below, depth + 1));
      }
      return all;
    }
    Optional<Storage.Disk> whole = whole(disk);
    return whole.isPresent() ? disks(whole.get(), depth + 1) : Set.of(carrier(disk));
  }

  /** The disk that a partition is part of: the directory above it in the device tree. */
  private Optional<Storage.Disk> whole(Storage.Disk disk) {
    List<String> path = SLASHES.splitToList(disk.path());
    return path.size() < 2
        ? Optional.empty()
        : Optional.ofNullable(storage.disks().get(path.get(path.size() - 2)));
  }

  private Carrier carrier(Storage.Disk disk) {
    String name = disk.name();
    String shown = disk.model().isEmpty() ? name : name + " (" + disk.model() + ")";
    if (name.matches("(rbd|nbd|drbd)\\d.*") || disk.path().contains("/session")) {
      return new Carrier(shown, DiskKind.NETWORK, "");
    }
    if (isVirtual(disk)) {
      return new Carrier(
          shown,
          DiskKind.HIDDEN,
          "a virtual disk does not show what it is stored on: ask the provider");
    }
    if (name.startsWith("nvme")) {
      return new Carrier(shown, DiskKind.NVME, "");
    }
    if (disk.path().contains("/devices/virtual/") || disk.rotational().isEmpty()) {
      return new Carrier(shown, DiskKind.HIDDEN, "the kernel does not tell what it is stored on");
    }
    if (!disk.rotational().get()) {
      return new Carrier(shown, DiskKind.SSD, "");
    }
    return matches(disk, raidModels)
        ? new Carrier(
            shown,
            DiskKind.HIDDEN,
            "a RAID controller may say of solid-state disks that they rotate: see its own tool")
        : new Carrier(shown, DiskKind.ROTATIONAL, "");
  }

  private boolean isVirtual(Storage.Disk disk) {
    String path = disk.path();
    return path.contains("/virtio")
        || path.contains("/vbd-")
        || path.contains("/VMBUS:")
        || path.contains("/vmbus")
        || matches(disk, virtualModels);
  }

  private static boolean matches(Storage.Disk disk, List<String> models) {
    String model = disk.model().toLowerCase(Locale.ROOT);
    return models.stream().anyMatch(part -> model.contains(part.toLowerCase(Locale.ROOT)));
  }

  private static Set<Carrier> hidden(String name, String reason) {
    return Set.of(new Carrier(name, DiskKind.HIDDEN, reason));
  }

  /** The carriers' names and kinds for people. */
  static String show(Set<Carrier> carriers) {
    List<String> words = new ArrayList<>();
    for (Carrier carrier : carriers) {
      words.add(carrier.name() + ": " + carrier.kind().label());
    }
    return String.join(" and ", words);
  }
}
