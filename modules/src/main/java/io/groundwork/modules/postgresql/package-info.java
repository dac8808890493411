/** Clusters of PostgreSQL as Debian's postgresql-common lays them out, and what is in them. */
package io.groundwork.modules.postgresql;
