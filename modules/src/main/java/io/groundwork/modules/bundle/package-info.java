/**
 * Bundles: all packages and files that hosts need, collected where there is a way to them, for
 * hosts without one.
 */
package io.groundwork.modules.bundle;
