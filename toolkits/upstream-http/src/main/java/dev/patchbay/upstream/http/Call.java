package dev.patchbay.upstream.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.toolkit.Egress;
import dev.patchbay.toolkit.FileAccess;
import dev.patchbay.toolkit.Tool;
import dev.patchbay.toolkit.Toolkit;

/** What belongs to one call of a tool. The arguments are the caller's and are not modified. */
record Call(Toolkit toolkit, Tool tool, ObjectNode arguments, Egress egress, FileAccess files) {}
