/** Apache Kvrocks, in the protocol of Redis. */
package io.groundwork.modules.kvrocks;
