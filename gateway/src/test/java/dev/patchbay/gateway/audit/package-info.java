@org.jspecify.annotations.NullMarked
package dev.patchbay.gateway.audit;
