/**
 * The Composio v3.1 wire contract, under {@code /api/v3.1} and {@code /api/v3}: one resource class per resource, one class that
 * renders each object. Bodies are read strictly and answered with the contract's envelope.
 */
@NullMarked
package dev.patchbay.gateway.rest;

import org.jspecify.annotations.NullMarked;
