/** What happens when the application comes up: its parts are made, its database role is checked, a first tenant exists. */
@NullMarked
package dev.patchbay.gateway.start;

import org.jspecify.annotations.NullMarked;
