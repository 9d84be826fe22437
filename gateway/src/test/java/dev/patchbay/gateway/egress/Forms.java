package dev.patchbay.gateway.egress;

import dev.patchbay.authstore.secret.Secret;
import dev.patchbay.toolkit.BaseAddress;
import dev.patchbay.toolkit.ConnectionForm;
import dev.patchbay.toolkit.HttpMethod;
import dev.patchbay.toolkit.PathTemplate;
import dev.patchbay.toolkit.Placement;
import dev.patchbay.toolkit.UpstreamRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Connection forms, credentials and requests for tests. */
final class Forms {
    static final BaseAddress PUBLIC = new BaseAddress.Fixed("https://api.example.com/v1");

    private Forms() {}

    static ConnectionForm form(Placement placement) {
        return form(PUBLIC, placement);
    }

    static ConnectionForm form(BaseAddress base, Placement placement) {
        return new ConnectionForm("form", "Form", base, List.of(), placement);
    }

    static CredentialSource secrets(Map<String, String> secrets) {
        return credential(Map.of(), secrets);
    }

    static CredentialSource credential(Map<String, String> visible, Map<String, String> secrets) {
        return new CredentialSource() {
            @Override
            public Map<String, String> visible() {
                return visible;
            }

            @Override
            public <R> R use(Function<Map<String, Secret>, R> use) {
                var opened = new HashMap<String, Secret>();
                secrets.forEach((name, value) -> opened.put(name, Secret.copyOf(value)));
                try {
                    return use.apply(opened);
                } finally {
                    opened.values().forEach(Secret::close);
                }
            }
        };
    }

    static FieldValues values(Map<String, String> secrets) {
        return secrets(secrets).use(opened -> new FieldValues(form(new Placement.None()), Map.of(), opened));
    }

    static UpstreamRequest get(String path) {
        return request(HttpMethod.GET, path, "", List.of(), Optional.empty());
    }

    static UpstreamRequest request(
            HttpMethod method,
            String path,
            String query,
            List<UpstreamRequest.Header> headers,
            Optional<UpstreamRequest.Body> body) {
        return new UpstreamRequest(
                method, new PathTemplate("/template", List.of()), path, query, headers, body, "", false);
    }
}
