package io.groundwork.facts;

import static io.groundwork.facts.Fixtures.reading;
import static io.groundwork.facts.Fixtures.state;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.LIST;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FactParsersTest {

  private static Map<String, Object> facts(String fact, String text) {
    return Facts.sourceOf(fact).orElseThrow().probe().parser().apply(state(text));
  }

  @Test
  void kernel_architecture_and_host_name_come_from_one_line() {
    assertThat(facts("kernel", "Linux db1.example.org 6.1.0-18-amd64 x86_64"))
        .containsEntry("kernel", "6.1.0-18-amd64")
        .containsEntry("architecture", "x86_64")
        .containsEntry("nodename", "db1.example.org")
        .containsEntry("hostname", "db1");
  }

  @Test
  void every_intel_machine_of_32_bits_is_called_i386() {
    assertThat(facts("kernel", "Linux a 5.10 i686"))
        .containsEntry("architecture", "i386")
        .containsEntry("machine", "i686");
  }

  @Test
  void domain_is_what_follows_the_first_dot() {
    assertThat(facts("fqdn", "db1.example.org"))
        .isEqualTo(Map.of("fqdn", "db1.example.org", "domain", "example.org"));
    assertThat(facts("fqdn", "db1")).isEqualTo(Map.of("fqdn", "db1", "domain", ""));
  }

  @Test
  void a_login_is_told_by_where_it_comes_from_and_the_port_it_came_in_by() {
    assertThat(facts("login_address", "192.0.2.7 50812 192.0.2.11 2222\n"))
        .isEqualTo(Map.of("login_address", "192.0.2.7", "login_port", "2222"));
    assertThat(facts("login_port", "fe80::1%eth0 50812 fe80::2%eth0 22"))
        .isEqualTo(Map.of("login_address", "fe80::1", "login_port", "22"));
    assertThat(facts("login_port", "")).isEqualTo(Map.of("login_address", "", "login_port", ""));
    assertThatThrownBy(() -> facts("login_port", "$(reboot) 1 192.0.2.11 22"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void name_servers_on_loopback_are_no_upstreams() {
    assertThat(
            facts(
                "dns",
                """
                manager file
                here # by hand
                here search example.org  example.net
                here nameserver 127.0.0.1
                here nameserver 192.0.2.53 # the first
                here
                here nameserver\t2001:db8::53
                here options timeout:1
                """))
        .isEqualTo(
            Map.of(
                "dns",
                Map.of(
                    "nameservers",
                    List.of("127.0.0.1", "192.0.2.53", "2001:db8::53"),
                    "search",
                    List.of("example.org", "example.net")),
                "dns_manager",
                "file",
                "dns_upstreams",
                List.of("192.0.2.53", "2001:db8::53")));
    assertThat(
            facts(
                "dns_upstreams",
                """
                manager systemd-resolved
                here nameserver 127.0.0.53
                behind nameserver 192.0.2.53
                behind search .
                """))
        .containsEntry("dns_upstreams", List.of("192.0.2.53"))
        .containsEntry("dns", Map.of("nameservers", List.of("127.0.0.53"), "search", List.of()));
    assertThat(facts("dns", "manager link")).containsEntry("dns_upstreams", List.of());
    assertThatThrownBy(() -> facts("dns", "manager anybody"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void memory_is_in_whole_mebibytes() {
    assertThat(
            facts(
                "memtotal_mb",
                "MemTotal: 24684084 kB\nMemFree: 1023 kB\nSwapTotal: 0 kB\nSwapFree: 0 kB"))
        .isEqualTo(
            Map.of("memtotal_mb", 24105L, "memfree_mb", 0L, "swaptotal_mb", 0L, "swapfree_mb", 0L));
  }

  @Test
  void memory_that_is_not_told_is_an_error_and_not_zero() {
    assertThatThrownBy(() -> facts("memtotal_mb", "MemTotal: 1 kB"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "processor/debian-12-vm.txt,             1, 2,  1, 2,  2",
    "processor/ubuntu-22.04-two-sockets.txt, 2, 4,  2, 16, 16",
    "processor/debian-12-arm64.txt,          4, 1,  1, 4,  3",
  })
  void processors_are_counted_as_ansible_counts_them(
      String file, long sockets, long cores, long threads, long vcpus, long usable) {
    assertThat(
            Facts.sourceOf("processor_count")
                .orElseThrow()
                .probe()
                .parser()
                .apply(reading(FactParsersTest.class, file)))
        .isEqualTo(
            Map.of(
                "processor_count", sockets,
                "processor_cores", cores,
                "processor_threads_per_core", threads,
                "processor_vcpus", vcpus,
                "processor_nproc", usable));
  }

  @Test
  void the_default_route_tells_address_device_and_gateway() {
    Map<String, Object> facts =
        facts(
            "default_ipv4",
            """
            1: lo    inet 127.0.0.1/8 scope host lo\\       valid_lft forever preferred_lft forever
            4: eth0    inet 192.0.2.2/23 brd 192.0.3.255 scope global eth0\\       valid_lft forever
            5: tun0    inet 10.8.0.6 peer 10.8.0.5/32 scope global tun0\\       valid_lft forever
            8.8.8.8 via 192.0.2.1 dev eth0 src 192.0.2.2 uid 0
                cache
            """);
    assertThat(facts.get("all_ipv4_addresses")).isEqualTo(List.of("192.0.2.2", "10.8.0.6"));
    assertThat(facts.get("default_ipv4"))
        .isEqualTo(
            Map.of(
                "address", "192.0.2.2",
                "interface", "eth0",
                "gateway", "192.0.2.1",
                "netmask", "255.255.254.0",
                "network", "192.0.2.0",
                "prefix", 23L));
  }

  @Test
  void a_host_without_a_route_has_an_empty_default() {
    assertThat(facts("default_ipv4", "1: lo    inet 127.0.0.1/8 scope host lo"))
        .isEqualTo(Map.of("all_ipv4_addresses", List.of(), "default_ipv4", Map.of()));
  }

  @Test
  void the_device_of_a_container_loses_its_other_end() {
    assertThat(
            facts(
                    "default_ipv4",
                    """
                    2: host0@if7    inet 198.18.0.11/24 scope global host0\\  valid_lft forever
                    8.8.8.8 via 198.18.0.1 dev host0 src 198.18.0.11
                    """)
                .get("default_ipv4"))
        .asInstanceOf(MAP)
        .containsEntry("interface", "host0");
  }

  @Test
  void mounts_are_measured_in_bytes_and_later_ones_hide_earlier_ones() {
    Object mounts =
        facts(
                "mounts",
                """
                mount /dev/sda1 /mnt/a\\040b ext4 ro,relatime 0 0
                mount /dev/vda / ext4 rw 0 0
                mount /dev/sda2 /mnt/a\\040b xfs rw 0 0
                mount nas:/x /nas nfs4 rw 0 0
                size 4096 100 60 50 20 /mnt/a b
                size 4096 66053021 20561144 16777216 16332018 /
                """)
            .get("mounts");
    assertThat(mounts)
        .asInstanceOf(LIST)
        .containsExactlyInAnyOrder(
            Map.of(
                "mount", "/mnt/a b",
                "device", "/dev/sda2",
                "fstype", "xfs",
                "options", "rw",
                "block_size", 4096L,
                "size_total", 409600L,
                "size_available", 245760L,
                "inode_total", 50L,
                "inode_available", 20L,
                "inode_used", 30L),
            Map.of(
                "mount", "/",
                "device", "/dev/vda",
                "fstype", "ext4",
                "options", "rw",
                "block_size", 4096L,
                "size_total", 270553174016L,
                "size_available", 84218445824L,
                "inode_total", 16777216L,
                "inode_available", 16332018L,
                "inode_used", 445198L),
            Map.of("mount", "/nas", "device", "nas:/x", "fstype", "nfs4", "options", "rw"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "detected kvm                                | kvm            | guest",
        "detected none                               | NA             | NA",
        "detected none\\ndevice kvm                  | kvm            | host",
        "detected docker\\ncontainer docker          | docker         | guest",
        "container systemd-nspawn\\ndetected none    | systemd-nspawn | guest",
        "sys_vendor VMware, Inc.\\nflag hypervisor   | vmware         | guest",
        "sys_vendor QEMU                             | kvm            | guest",
        "flag hypervisor                             | vm-other       | guest",
        "sys_vendor Dell Inc.                        | NA             | NA",
      })
  void virtualization_is_told_with_and_without_systemd(String text, String type, String role) {
    assertThat(facts("virtualization_type", text.replace("\\n", "\n")))
        .isEqualTo(Map.of("virtualization_type", type, "virtualization_role", role));
  }

  @Test
  void selinux_tells_its_mode_only_where_it_is_on() {
    assertThat(facts("selinux", "pkg_mgr dnf\nservice_mgr systemd\nselinux 1"))
        .containsEntry("selinux", Map.of("status", "enabled", "mode", "enforcing"));
    assertThat(facts("selinux", "pkg_mgr apt\nservice_mgr systemd"))
        .containsEntry("selinux", Map.of("status", "disabled"))
        .containsEntry("pkg_mgr", "apt");
  }

  @Test
  void the_date_is_told_in_utc_and_in_the_hosts_own_time() {
    assertThat(facts("date_time", "1700000000 MSK +0300"))
        .isEqualTo(
            Map.of(
                "date_time",
                Map.of(
                    "epoch", "1700000000",
                    "iso8601", "2023-11-14T22:13:20Z",
                    "date", "2023-11-15",
                    "time", "01:13:20",
                    "tz", "MSK",
                    "tz_offset", "+0300")));
  }

  @Test
  void a_user_of_a_directory_service_may_have_a_blank() {
    assertThat(facts("user_id", "EXAMPLE\\some one 1001 1001"))
        .isEqualTo(Map.of("user_id", "EXAMPLE\\some one", "user_uid", 1001L, "user_gid", 1001L));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "kernel",
        "fqdn",
        "memtotal_mb",
        "processor_count",
        "all_ipv4_addresses",
        "mounts",
        "virtualization_type",
        "pkg_mgr",
        "date_time",
        "user_id"
      })
  void what_no_host_prints_is_refused(String fact) {
    assertThatThrownBy(() -> facts(fact, "<html>\nwelcome to this host\n"))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
