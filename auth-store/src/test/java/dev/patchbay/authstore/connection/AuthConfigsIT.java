package dev.patchbay.authstore.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.patchbay.authstore.DatabaseResource;
import dev.patchbay.authstore.Samples;
import dev.patchbay.authstore.TenantId;
import dev.patchbay.toolkit.ToolkitSlug;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseResource.class)
class AuthConfigsIT {
    private static final Slice ALL = new Slice(0, 100);

    private final AuthConfigs configs;
    private final Samples samples;

    private TenantId ours;
    private TenantId theirs;

    @Inject
    AuthConfigsIT(AuthConfigs configs, Samples samples) {
        this.configs = configs;
        this.samples = samples;
    }

    @BeforeEach
    void twoTenants() {
        ours = samples.aTenant();
        theirs = samples.aTenant();
    }

    @Test
    void aConfigIsReadAsItWasMadeAndByItsTenantOnly() {
        var config = samples.aConfig(ours);

        assertThat(config.status()).isEqualTo(AuthConfig.Status.ENABLED);
        assertThat(configs.get(ours, config.id())).hasValue(config);
        assertThat(configs.get(theirs, config.id())).isEmpty();
    }

    @Test
    void aPatchChangesWhatItNames() {
        var config = samples.aConfig(ours);
        var access = JsonNodeFactory.instance.objectNode();
        access.putArray("tools_available_for_execution").add("SCALE_AI_GET_BATCH");

        var renamed = configs.patch(
                ours, config.id(), new AuthConfigPatch(Optional.of("new"), Optional.empty(), Optional.empty()));
        var patched = configs.patch(
                ours, config.id(), new AuthConfigPatch(Optional.empty(), Optional.of(access), Optional.of(false)));

        assertThat(renamed.orElseThrow().toolAccessConfig()).isEqualTo(config.toolAccessConfig());
        assertThat(configs.get(ours, config.id())).isEqualTo(patched).hasValueSatisfying(now -> {
            assertThat(now.name()).isEqualTo("new");
            // What the patch does not name stays: SDKs send an empty object with every change.
            var merged = config.toolAccessConfig().deepCopy();
            merged.setAll(access);
            assertThat(now.toolAccessConfig()).isEqualTo(merged).isNotEqualTo(access);
            assertThat(now.enabledForToolRouter()).isFalse();
            assertThat(now.createdAt()).isEqualTo(config.createdAt());
            assertThat(now.updatedAt()).isAfter(config.updatedAt());
        });
    }

    @Test
    void anotherTenantChangesNothing() {
        var config = samples.aConfig(ours);

        assertThat(configs.patch(
                        theirs,
                        config.id(),
                        new AuthConfigPatch(Optional.of("stolen"), Optional.empty(), Optional.empty())))
                .isEmpty();
        assertThat(configs.setStatus(theirs, config.id(), AuthConfig.Status.DISABLED))
                .isEmpty();
        assertThat(configs.delete(theirs, config.id())).isFalse();
        assertThat(configs.list(theirs, AuthConfigFilter.ALL, ALL)).isEqualTo(new Page<>(List.of(), 0));
        assertThat(configs.connectionCounts(theirs, Set.of(config.id()))).isEmpty();
        assertThat(configs.get(ours, config.id())).hasValue(config);
    }

    @Test
    void listsAreFilteredAndCounted() {
        var first = samples.aConfig(ours, Samples.TOOLKIT, "100% Scale_x");
        var second = samples.aConfig(ours, new ToolkitSlug("backendless"), "Back");
        var off = samples.aConfig(ours, Samples.TOOLKIT, "Off");
        off = configs.setStatus(ours, off.id(), AuthConfig.Status.DISABLED).orElseThrow();

        assertThat(configs.list(ours, AuthConfigFilter.ENABLED, ALL).items()).containsExactly(second, first);
        assertThat(configs.list(ours, AuthConfigFilter.ALL, ALL).items()).containsExactly(off, second, first);
        assertThat(configs.list(ours, filter(Set.of(Samples.TOOLKIT), ""), ALL).items())
                .containsExactly(first);
        assertThat(configs.list(ours, filter(Set.of(), "% SCALE_"), ALL).items())
                .containsExactly(first);
        assertThat(configs.list(ours, filter(Set.of(), "BACKEND"), ALL).items()).containsExactly(second);
        assertThat(configs.list(ours, AuthConfigFilter.ALL, new Slice(1, 1))).isEqualTo(new Page<>(List.of(second), 3));
    }

    @Test
    void connectionsAreCounted() {
        var config = samples.aConfig(ours);
        var unused = samples.aConfig(ours);
        samples.anAccount(ours, config, "ada");
        samples.anAccount(ours, config, "bob");

        assertThat(configs.connectionCounts(ours, Set.of(config.id(), unused.id())))
                .isEqualTo(Map.of(config.id(), 2L));
        assertThat(configs.connectionCounts(ours, Set.of())).isEmpty();
    }

    private static AuthConfigFilter filter(Set<ToolkitSlug> toolkits, String search) {
        return new AuthConfigFilter(toolkits, AuthConfigFilter.Disabled.HIDDEN, Optional.of(search));
    }
}
