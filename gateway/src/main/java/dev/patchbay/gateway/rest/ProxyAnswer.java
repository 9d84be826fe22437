package dev.patchbay.gateway.rest;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.gateway.call.EndpointResult;
import dev.patchbay.gateway.call.FailureText;
import dev.patchbay.gateway.files.TenantFiles;
import dev.patchbay.gateway.http.ApiError;
import dev.patchbay.gateway.http.ErrorKind;
import dev.patchbay.gateway.json.Json;
import dev.patchbay.gateway.json.Timestamps;
import dev.patchbay.toolkit.UpstreamAnswer;
import dev.patchbay.upstream.http.RawContent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.TreeMap;

/**
 * The answer of both proxy routes (contract 5.7): the service's own status beside what it said, whatever that is. There is no
 * place in it for a call that got no answer, so such a one ends in an error envelope.
 */
@ApplicationScoped
class ProxyAnswer {
    private final TenantFiles files;

    ProxyAnswer(TenantFiles files) {
        this.files = files;
    }

    ObjectNode of(TenantId tenant, EndpointResult result) {
        return switch (result) {
            case EndpointResult.Answered(var logId, var answer) ->
                answered(tenant, answer).put("log_id", logId);
            case EndpointResult.Misfit(var ignored, var problems) -> throw ApiError.invalid(problems);
            case EndpointResult.Failed(var ignored, var failure) -> {
                ExecutionJson.refuseUnattempted(failure);
                var text = FailureText.of(failure);
                throw new ApiError(ErrorKind.SERVICE_FAILED, text.message(), text.fix(), List.of());
            }
        };
    }

    private ObjectNode answered(TenantId tenant, UpstreamAnswer answer) {
        var json = Json.object().put("status", answer.status());
        var headers = json.putObject("headers");
        new TreeMap<>(answer.headers()).forEach(headers::put);
        switch (RawContent.of(answer)) {
            case RawContent.Nothing() -> {}
            case RawContent.Value(var value) -> json.set("data", value);
            case RawContent.File(var name, var mimetype, var bytes) -> {
                var kept = files.keep(tenant, name, mimetype, bytes);
                json.putObject("binary_data")
                        .put("url", kept.url())
                        .put("content_type", kept.mimetype())
                        .put("size", kept.size())
                        .put("expires_at", Timestamps.of(kept.expiresAt()));
            }
        }
        return json;
    }
}
