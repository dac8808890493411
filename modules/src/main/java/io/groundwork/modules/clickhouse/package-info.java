/** ClickHouse, as its own client reaches it. */
package io.groundwork.modules.clickhouse;
