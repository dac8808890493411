package io.groundwork.requirements;

import static org.assertj.core.api.Assertions.assertThat;

import io.groundwork.facts.Fixtures;
import io.groundwork.requirements.check.Reached;
import io.groundwork.requirements.check.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sizes and kinds of disks, from what hosts of many kinds tell of their storage. */
class DisksTest {

  private static Finding finding(String id, String file, Tier tier, String role) {
    return Answers.create()
        .says("storage.sh", Fixtures.reading(DisksTest.class, "storage/" + file + ".txt"))
        .finding(id, tier, role);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "debian-12-nvme            | postgresql | PASS    | nvme0n1 (Samsung SSD 980 PRO 1TB): NVMe",
        "ubuntu-22.04-lvm-raid     | postgresql | PASS    | nvme0n1: NVMe and nvme1n1: NVMe",
        "rhel-9.4-crypt-sata-ssd   | postgresql | WARN    | sda (ATA INTEL SSDSC2KB96): SSD",
        "debian-11-rotating        | postgresql | FAIL    | sda (ATA ST2000NM0008): rotating disk",
        "debian-11-rotating        | akmta      | PASS    | sda (ATA ST2000NM0008): rotating disk",
        "centos-7-raid-controller  | postgresql | UNKNOWN | sda (DELL PERC H730 Mini): kind",
        "debian-12-virtio          | postgresql | UNKNOWN | vda (0x1af4): kind not shown",
        "debian-12-virtio          | akmta      | PASS    | vda (0x1af4): kind not shown",
        "ubuntu-24.04-nfs          | postgresql | FAIL    | nas:/export/pg: network storage",
        "ubuntu-24.04-nfs          | akmta      | PASS    | nas:/export/spool: network storage",
        "sles-15.5-btrfs           | postgresql | PASS    | nvme0n1: NVMe",
        "debian-12-overlay-seen    | postgresql | PASS    | nvme0n1: NVMe",
        "debian-12-overlay-hidden  | postgresql | UNKNOWN | overlay: kind not shown",
        "debian-12-loop-seen       | postgresql | WARN    | sda (ATA CT1000MX500): SSD",
        "debian-12-loop-hidden     | postgresql | UNKNOWN | loop0: kind not shown",
        "debian-12-tmpfs           | postgresql | FAIL    | tmpfs: no disk",
        "debian-12-tmpfs           | akmta      | FAIL    | tmpfs: no disk",
        "debian-12-zfs             | postgresql | UNKNOWN | tank/pg: kind not shown",
        "ubuntu-22.04-bcache       | postgresql | FAIL    | sdb (ATA ST2000NM0008): rotating disk",
        "rhel-9.4-nvme-multipath   | postgresql | PASS    | nvme0n1 (Dell Ent NVMe PM1735a MU",
        "debian-12-lvm-crypt-raid  | postgresql | WARN    | nvme0n1: NVMe and sda (ATA CT1000MX500",
        "fedora-27-nvme-sata       | postgresql | PASS    | nvme0n1 (KINGSTON SKC1000240G): NVMe",
        "fedora-27-nvme-sata       | mongodb    | WARN    | sda (ATA KINGSTON SH103S3): SSD",
        "fedora-27-nvme-sata       | akmta      | PASS    | sdb (ATA WDC WD800JD-00MS): rotating",
        "ubuntu-20.10-lvm          | postgresql | UNKNOWN | /dev/mapper/ubuntu--vg-ubuntu--lv",
        "aws-ebs                   | postgresql | UNKNOWN | nvme0n1 (Amazon Elastic Block Store)",
      })
  void what_really_carries_the_data_decides(
      String file, String role, Outcome outcome, String measured) {
    Finding finding = finding("disk-type", file, Tier.AUTO, role);
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(outcome);
    assertThat(finding.measured()).contains(measured);
  }

  @Test
  void a_hidden_disk_says_why_it_is_hidden() {
    assertThat(finding("disk-type", "debian-12-overlay-hidden", Tier.AUTO, "postgresql").note())
        .contains("/var/lib/machines/db1/upper is outside this container");
    assertThat(finding("disk-type", "debian-12-virtio", Tier.AUTO, "postgresql").note())
        .contains("ask the provider");
  }

  @Test
  void one_bad_disk_of_several_fails_even_where_another_is_hidden() {
    Finding finding =
        Answers.create()
            .says("storage.sh", Fixtures.reading(DisksTest.class, "storage/debian-12-mixed.txt"))
            .finding("disk-type", "postgresql", "mongodb");
    assertThat(finding.outcome()).isEqualTo(Outcome.FAIL);
    assertThat(finding.measured())
        .isEqualTo(
            "vda: kind not shown for /var/lib/postgresql; "
                + "sdb (ATA ST2000NM0008): rotating disk for /var/lib/mongodb");
  }

  @ParameterizedTest
  @CsvSource({
    "debian-12-nvme,    AUTO,        postgresql, PASS, RECOMMENDED, 983 GB on /",
    "debian-12-virtio,  AUTO,        postgresql, FAIL, BELOW,       271 GB on /",
    "debian-11-rotating, AUTO,       akmta,      PASS, RECOMMENDED, 1.97 TB on /",
    "debian-12-loop-seen, AUTO,      akmta,      WARN, MINIMUM,     500 GB on /",
    "debian-12-loop-seen, MINIMUM,   akmta,      PASS, MINIMUM,     500 GB on /",
    "debian-12-loop-seen, RECOMMENDED, akmta,    FAIL, MINIMUM,     500 GB on /",
  })
  void the_file_systems_size_is_what_counts(
      String file, Tier tier, String role, Outcome outcome, Reached reached, String measured) {
    Finding finding = finding("disk-size", file, tier, role);
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(outcome);
    assertThat(finding.reached()).contains(reached);
    assertThat(finding.measured()).isEqualTo(measured);
  }

  @Test
  void file_systems_of_several_directories_add_up_and_count_once() {
    Finding finding =
        Answers.create()
            .says("storage.sh", Fixtures.reading(DisksTest.class, "storage/debian-12-mixed.txt"))
            .finding("disk-size", "postgresql", "mongodb");
    assertThat(finding.measured()).isEqualTo("500 GB on /data + 500 GB on /");
    assertThat(finding.outcome()).isEqualTo(Outcome.PASS);
  }

  @Test
  void sizes_are_wanted_as_the_document_writes_them() {
    assertThat(finding("disk-size", "debian-12-nvme", Tier.AUTO, "postgresql").wanted())
        .isEqualTo("1 TB");
    assertThat(finding("disk-size", "debian-11-rotating", Tier.AUTO, "akmta").wanted())
        .isEqualTo("0.5 TB (minimum), 1.5 TB (recommended)");
  }

  @Test
  void disks_are_unknown_without_proc_and_sys() {
    Finding finding =
        Answers.create()
            .fails("storage.sh", "/sys/class/block cannot be read: no Linux, or no /sys")
            .finding("disk-type", "akd");
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.note()).contains("no /sys");
  }

  private static Finding room(String id, String size, String mount, String... roles) {
    String directories =
        "directory\t/var/lib/mongodb\t/\ndirectory\t/opt/akmta_node\t/\n" + size + "\n";
    return Answers.create()
        .with(Settings.DAILY_MESSAGES, 1_000_000L)
        .says("storage.sh", directories + mount)
        .finding(id, roles);
  }

  private static final String EXT4 =
      "mount 22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw,errors=remount-ro";
  private static final String XFS =
      "mount 22 1 8:1 / / rw,relatime shared:1 - xfs /dev/sda1 rw,attr2,inode64,noquota";

  /** Block size, blocks, those available, inodes, free ones: as statfs tells them. */
  @ParameterizedTest
  @CsvSource({
    "size 4096 250000000 200000000 61054976 60800000 /, PASS, 819 GB (80 %) on /",
    "size 4096 250000000 49000000 61054976 60800000 /,  PASS, 201 GB (20 %) on /",
    "size 4096 250000000 20000000 61054976 60800000 /,  WARN, 82 GB (8 %) on /",
    "size 4096 many 20000000 61054976 60800000 /,       UNKNOWN, not known",
  })
  void file_systems_need_room_left(String size, Outcome outcome, String measured) {
    Finding finding = room("disk-free", size, EXT4, "mongodb");
    assertThat(finding.measured()).isEqualTo(measured);
    assertThat(finding.outcome()).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "61054976 60800000 | rw,errors=remount-ro | PASS | 61,054,976 inodes (one for 16 KiB), 99 % free",
        "0 0               | rw,space_cache=v2    | PASS | inodes as needed on /",
        "61054976 6000000  | rw                   | FAIL | 9 % free",
        "1000000 999000    | rw                   | FAIL | one for 1000 KiB",
        "61054976 60800000 | rw,noquota           | PASS | 99 % free",
        "61054976 60800000 | rw,quota,usrquota    | UNKNOWN | 99 % free",
        "61054976 60800000 | rw,prjquota          | UNKNOWN | 99 % free",
        "61054976 60800000 | rw,usrjquota=aquota.user,jqfmt=vfsv0 | UNKNOWN | 99 % free",
      })
  void inodes_are_not_to_be_limited(
      String inodes, String options, Outcome outcome, String measured) {
    Finding finding =
        room(
            "inodes",
            "size 4096 250000000 200000000 " + inodes + " /",
            "mount 22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 " + options,
            "mongodb");
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(outcome);
    assertThat(finding.measured()).contains(measured);
  }

  @ParameterizedTest
  @CsvSource({"51269532, PASS, 210 GB on /", "51269531, FAIL, 210 GB on /"})
  void a_days_messages_need_room_for_three_days(long blocks, Outcome outcome, String measured) {
    String size = "size 4096 250000000 " + blocks + " 61054976 60800000 /";
    Finding finding = room("akmta-spool", size, EXT4, "akmta");
    assertThat(finding.outcome()).as(finding.toString()).isEqualTo(outcome);
    assertThat(finding.measured()).isEqualTo(measured);
    assertThat(finding.wanted())
        .isEqualTo("210 GB available: 1,000,000 messages a day × 70 KB × 72 h");
  }

  @Test
  void the_spool_is_unknown_until_the_inventory_says_the_volume() {
    Finding finding = finding("akmta-spool", "debian-11-rotating", Tier.AUTO, "akmta");
    assertThat(finding.outcome()).isEqualTo(Outcome.UNKNOWN);
    assertThat(finding.measured()).endsWith(" TB on /");
    assertThat(finding.note()).contains("set daily_messages");
  }

  @Test
  void mongodb_is_advised_xfs() {
    String size = "size 4096 250000000 200000000 61054976 60800000 /";
    assertThat(room("mongodb-xfs", size, XFS, "mongodb").outcome()).isEqualTo(Outcome.PASS);
    Finding other = room("mongodb-xfs", size, EXT4, "mongodb");
    assertThat(other.outcome()).isEqualTo(Outcome.WARN);
    assertThat(other.measured()).isEqualTo("ext4 on /");
    assertThat(room("mongodb-xfs", size, "", "mongodb").outcome()).isEqualTo(Outcome.UNKNOWN);
  }
}
