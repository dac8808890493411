/** Modules for files, directories and links: their existence, content and attributes. */
package io.groundwork.modules.files;
