/** Variables and the templates that read them. What a host returned is data and never rendered. */
package io.groundwork.vars;
