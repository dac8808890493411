/**
 * What is known about a host without asking its operator. Facts come in families: one short reading
 * snippet each, read only when one of the names it provides is used.
 */
package io.groundwork.facts;
