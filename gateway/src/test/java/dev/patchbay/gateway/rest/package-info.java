@NullMarked
package dev.patchbay.gateway.rest;

import org.jspecify.annotations.NullMarked;
