package dev.patchbay.testkit;

/** The contract as a toolkit module runs it, on the toolkit in this module's test resources. */
class OrchardContractTest extends ToolkitContractTest {}
