package dev.patchbay.gateway.egress;

import dev.patchbay.toolkit.BaseAddress;
import dev.patchbay.toolkit.ToolkitSlug;
import java.util.Optional;

/** Works out where a connection leads: the operator's override if there is one, otherwise what the door says. */
final class BaseUrls {
    private final BaseUrlOverrides overrides;

    BaseUrls(BaseUrlOverrides overrides) {
        this.overrides = overrides;
    }

    Checked<BaseUrl> resolve(ToolkitSlug toolkit, BaseAddress address, FieldValues values) {
        Optional<BaseUrl> override = overrides.of(toolkit);
        return switch (address) {
            case BaseAddress.Fixed(String url) -> override.map(Checked::passed).orElseGet(() -> ofToolkit(url));
            case BaseAddress.ByField(String field, var urls) ->
                override.map(Checked::passed)
                        .orElseGet(() -> values.of(field)
                                .then(value -> Optional.ofNullable(urls.get(value))
                                        .map(BaseUrls::ofToolkit)
                                        .orElseGet(() -> Checked.refused(Refusal.FIELD_VALUE))));
            // The path belongs to the service, not to the host: a stand-in is asked below the same path.
            case BaseAddress.HostField(String field, String path) ->
                override.map(base -> Checked.passed(base.withPath(base.path() + path)))
                        .orElseGet(() -> values.of(field)
                                .then(HostNames::check)
                                .map(host -> new BaseUrl(true, host, 443, path)));
        };
    }

    private static Checked<BaseUrl> ofToolkit(String url) {
        return BaseUrl.parse(url).then(base -> {
            if (!base.tls()) {
                return Checked.refused(Refusal.PLAIN_HTTP);
            }
            return base.port() == 443 ? Checked.passed(base) : Checked.refused(Refusal.PORT);
        });
    }
}
