/** Who owns what: tenants, and the only class that binds one to a database transaction. */
@NullMarked
package dev.patchbay.authstore.tenancy;

import org.jspecify.annotations.NullMarked;
