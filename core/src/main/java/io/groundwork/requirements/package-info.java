/** The documented system requirements as data, and what a check of them on real hosts showed. */
package io.groundwork.requirements;
