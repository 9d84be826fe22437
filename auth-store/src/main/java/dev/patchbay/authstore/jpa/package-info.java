/** The tables, as package-private entities and Panache repositories behind the interfaces of the other packages. */
@NullMarked
package dev.patchbay.authstore.jpa;

import org.jspecify.annotations.NullMarked;
