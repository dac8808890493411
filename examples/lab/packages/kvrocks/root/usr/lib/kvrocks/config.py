"""The configuration of Kvrocks: its keys, what they take, and how a line is read."""


class Refused(Exception):
    pass


HUGE = 2**63 - 1


def _flag(value):
    return value in ("yes", "no")


def _between(least, most):
    def check(value):
        try:
            return least <= int(value) <= most
        except ValueError:
            return False

    return check


def _one_of(*words):
    return lambda value: value.lower() in words


def _text(_):
    return True


def _master(value):
    words = value.split()
    return words == ["no", "one"] or (len(words) == 2 and _between(1, 65535)(words[1]))


NUMBER = _between(0, HUGE)
PORT = _between(0, 65535)

KNOWN = {
    "daemonize": (_flag, "no"),
    "bind": (_text, ""),
    "port": (_between(1, 65535), "6666"),
    "supervised": (_one_of("no", "auto", "upstart", "systemd"), "no"),
    "dir": (_text, "/tmp/kvrocks"),
    "db-name": (_text, "change.me.db"),
    "log-dir": (_text, ""),
    "log-level": (_one_of("debug", "info", "warning", "error", "fatal"), "info"),
    "log-retention-days": (_between(-1, HUGE), "-1"),
    "pidfile": (_text, ""),
    "requirepass": (_text, ""),
    "masterauth": (_text, ""),
    "slaveof": (_master, ""),
    "replicaof": (_master, ""),
    "maxclients": (NUMBER, "10240"),
    "workers": (_between(1, 256), "8"),
    "rename-command": (_text, ""),
    "unixsocket": (_text, ""),
}
KNOWN |= {name: (_text, "") for name in (
    "backup-dir", "bgsave-cron", "compact-cron", "dbsize-scan-cron", "compaction-checker-cron",
    "compaction-checker-range", "profiling-sample-commands", "replica-announce-ip",
    "proto-max-bulk-len", "unixsocketperm", "rocksdb.compression", "rocksdb.wal_compression",
    "rocksdb.block_cache_type", "rocksdb.daily_offpeak_time_utc", "json-storage-format",
    "migrate-type", "slowlog-dump-logfile-level", "histogram-bucket-boundaries",
)}
KNOWN |= {name: (_flag, default) for name, default in (
    ("cluster-enabled", "no"), ("slave-read-only", "yes"), ("slave-serve-stale-data", "yes"),
    ("slave-empty-db-before-fullsync", "no"), ("purge-backup-on-fullsync", "no"),
    ("master-use-repl-port", "no"), ("use-rsid-psync", "no"), ("resp3-enabled", "yes"),
    ("redis-cursor-compatible", "yes"), ("persist-cluster-nodes-enabled", "yes"),
    ("repl-namespace-enabled", "no"), ("enable-blob-cache", "no"), ("txn-context-enabled", "no"),
    ("replication-group-sync", "no"), ("replication-no-slowdown", "yes"),
    ("lua-strict-key-accessing", "no"), ("skip-block-cache-deallocation-on-close", "no"),
    ("rocksdb.cache_index_and_filter_blocks", "yes"), ("rocksdb.enable_blob_files", "no"),
    ("rocksdb.disable_auto_compactions", "no"), ("rocksdb.enable_pipelined_write", "no"),
    ("rocksdb.share_metadata_and_subkey_block_cache", "yes"), ("rocksdb.dump_malloc_stats", "yes"),
    ("rocksdb.level_compaction_dynamic_level_bytes", "yes"), ("rocksdb.partition_filters", "yes"),
    ("rocksdb.rate_limiter_auto_tuned", "yes"), ("rocksdb.avoid_unnecessary_blocking_io", "yes"),
    ("rocksdb.write_options.sync", "no"), ("rocksdb.write_options.disable_wal", "no"),
    ("rocksdb.write_options.no_slowdown", "no"), ("rocksdb.write_options.low_pri", "no"),
    ("rocksdb.read_options.async_io", "yes"),
)}
KNOWN |= {name: (NUMBER, default) for name, default in (
    ("timeout", "0"), ("tcp-backlog", "511"), ("max-backup-to-keep", "1"), ("max-db-size", "0"),
    ("max-backup-keep-hours", "0"), ("max-io-mb", "0"), ("max-replication-mb", "0"),
    ("max-bitmap-to-string-mb", "16"), ("slave-priority", "100"), ("slowlog-max-len", "128"),
    ("replica-announce-port", "0"), ("replication-connect-timeout-ms", "3100"),
    ("replication-recv-timeout-ms", "3200"), ("replication-delay-bytes", "16384"),
    ("replication-delay-updates", "16"), ("redis-databases", "0"), ("migrate-speed", "4096"),
    ("fullsync-recv-file-delay", "0"), ("json-max-nesting-depth", "1024"),
    ("profiling-sample-ratio", "0"), ("profiling-sample-record-max-len", "256"),
    ("profiling-sample-record-threshold-ms", "100"), ("force-compact-file-age", "172800"),
    ("force-compact-file-min-deleted-percentage", "10"), ("rocksdb.block_cache_size", "0"),
    ("rocksdb.block_size", "16384"), ("rocksdb.write_buffer_size", "64"),
    ("rocksdb.metadata_block_cache_size", "2048"), ("rocksdb.subkey_block_cache_size", "2048"),
    ("rocksdb.max_write_buffer_number", "4"), ("rocksdb.target_file_size_base", "128"),
    ("rocksdb.min_write_buffer_number_to_merge", "1"), ("rocksdb.max_subcompactions", "2"),
    ("rocksdb.delayed_write_rate", "0"), ("rocksdb.wal_ttl_seconds", "10800"),
    ("rocksdb.wal_size_limit_mb", "16384"), ("rocksdb.max_total_wal_size", "512"),
    ("rocksdb.stats_dump_period_sec", "0"), ("rocksdb.compaction_readahead_size", "2097152"),
    ("rocksdb.level0_slowdown_writes_trigger", "20"), ("rocksdb.level0_stop_writes_trigger", "40"),
    ("rocksdb.level0_file_num_compaction_trigger", "4"), ("rocksdb.max_background_jobs", "4"),
    ("rocksdb.compression_start_level", "2"), ("rocksdb.max_bytes_for_level_base", "268435456"),
    ("rocksdb.max_bytes_for_level_multiplier", "10"), ("rocksdb.periodic_compaction_seconds", "0"),
    ("rocksdb.ttl", "0"),
)}
KNOWN |= {name: (_between(-1, HUGE), default) for name, default in (
    ("rocksdb.max_open_files", "8096"), ("rocksdb.max_background_compactions", "2"),
    ("rocksdb.max_background_flushes", "2"), ("slowlog-log-slower-than", "200000"),
    ("socket-fd", "-1"), ("rocksdb.compression_level", "32767"),
)}
CHANGEABLE = {"requirepass", "masterauth", "maxclients", "timeout", "slowlog-max-len", "log-level"}


def split(line):
    """The key and the value of a line; a value with spaces at its ends or a # is quoted."""
    line = line.strip()
    if not line or line.startswith("#"):
        return None
    key, _, rest = line.partition(" " if " " in line else "\t")
    rest = rest.strip()
    if rest[:1] in ('"', "'"):
        return key.lower(), _quoted(rest)
    return key.lower(), rest.split("#")[0].strip()


def _quoted(text):
    quote, value, at = text[0], "", 1
    while at < len(text) and text[at] != quote:
        if text[at] == "\\":
            at += 1
        value += text[at : at + 1]
        at += 1
    rest = text[at + 1 :].strip()
    if at >= len(text) or (rest and not rest.startswith("#")):
        raise Refused("malformed line: unmatched quotes")
    return value


def read(path, overrides):
    values, given = {name: default for name, (_, default) in KNOWN.items()}, []
    if path:
        try:
            with open(path, encoding="utf-8") as file:
                lines = list(enumerate(file, 1))
        except OSError as problem:
            raise Refused(f"failed to open file '{path}': {problem.strerror}") from None
        for number, line in lines:
            pair = split(line)
            if pair and pair[1]:
                given.append((f"at line #L{number}", *pair))
    given += [("CLI config option error", name.lower(), value) for name, value in overrides]
    for where, name, value in given:
        if name not in KNOWN:
            # The real one warns and goes on; in the lab a mistake is to be noticed.
            raise Refused(f"{where}: '{name}' is not a valid configuration key")
        if not KNOWN[name][0](value):
            raise Refused(f"{where}: failed to set value of field '{name}': {value}")
        values["slaveof" if name == "replicaof" else name] = value
    return values
